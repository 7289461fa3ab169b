import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FORMATS, write } from "../../src/export/all";
import { MarkBook } from "../../src/model";
import { at, NOW, snapshotOf } from "../support/load";

const FOLDER = path.join(__dirname, "../golden/exports");
const ID = "5b2f7a10-3333-4a01-9001-00000000000a|8d11e0aa-7777-4d01-9101-0000000000f1|50171";

// Two failures with a secret, after a success elsewhere: what an application owner would be sent.
const row = {
  servicePrincipalId: "5b2f7a10-3333-4a01-9001-00000000000a",
  servicePrincipalName: "sp-heron-refresh",
  appId: "0c9d1f20-0000-4b01-8001-000000000001",
  tenantId: "7e0a0000-0000-4000-8000-0000000000aa",
  clientCredentialType: "clientSecret",
};
const ledger = {
  ...row,
  resultType: 50171,
  resource: "Contoso Ledger API",
  resourceId: "8d11e0aa-7777-4d01-9101-0000000000f1",
};
const snapshot = snapshotOf([
  { ...ledger, time: at(20, 6), correlationId: "275c95d1-6d1c-4f0e-8b11-1debacd12e01" },
  { ...ledger, time: at(21, 6), correlationId: "275c95d1-6d1c-4f0e-8b11-1debacd12e02" },
  {
    ...row,
    resultType: 0,
    resource: "Microsoft Graph",
    resourceId: "00000003-0000-0000-c000-000000000000",
    time: at(19, 7),
  },
  {
    ...row,
    heldKind: "secret",
    heldKeyId: "3f7e2b10-0101-4c01-a001-0000000000a1",
    heldName: "refresh-2026",
    heldStart: "2026-07-01",
    heldEnd: "2026-12-20",
  },
]);
const marks = new MarkBook();
marks.set(ID, "confirm-code", {
  state: "completedByUser",
  changedAt: at(22, 9),
  assignee: "ana@contoso.com",
  note: "Read in the portal.",
});
marks.set(ID, "identify-client", { state: "planned", changedAt: at(22, 9), due: "2026-12-01" });

describe("golden exports of one case", () => {
  it.each(
    FORMATS.filter(({ id, kind }) => kind === "text" && id !== "gitlab").map(
      ({ id, extension }) => [id, extension] as const,
    ),
  )("%s is what was reviewed (SPP_GOLDEN=write writes it anew)", async (id, extension) => {
    const content = await write(id, snapshot, {
      generatedAt: NOW,
      marks: marks.lookup,
      scope: { kind: "case", id: ID },
    });
    const file = path.join(FOLDER, `case-${id}.${extension}`);
    if (process.env.SPP_GOLDEN === "write") {
      if (!existsSync(FOLDER)) mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, content);
    }
    expect(content).toBe(readFileSync(file, "utf8"));
  });
});
