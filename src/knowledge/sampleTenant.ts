/** The invented tenant of the sample data: rows of this tenant alone are sample data wherever they turn up. */
export const SAMPLE_TENANT_ID = "9f1c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f";
