/**
 * The visual's identity in every report that holds it. It never changes: reports made with another one lose the visual,
 * and an update under another one is a new visual. Hence it stands here a second time.
 */
export const GUID = "servicePrincipalPosture7C1E9A4D52B84F06A3D1E85F6B209C74";
