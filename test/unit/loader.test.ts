import { Loader } from "../../src/powerbi/loader";

type DataView = NonNullable<Parameters<Loader["read"]>[0]>;
type Table = NonNullable<DataView["table"]>;

const CREATE = 0;
const SEGMENT = 2;
const COLUMNS = ["servicePrincipalId", "appId", "resultType", "heldKind"].map((role) => ({
  displayName: role,
  roles: { [role]: true },
}));

/** A table data view of rows in the columns above; each row's identity is its number. */
function view(rows: unknown[][], more: { merged?: number; hasMore?: boolean; first?: number } = {}): DataView {
  const table = {
    columns: COLUMNS,
    rows,
    identity: rows.map((_, i) => ({ row: (more.first ?? 0) + i })),
    ...(more.merged === undefined ? {} : { lastMergeIndex: more.merged }),
  } as unknown as Table;
  return {
    table,
    metadata: { columns: COLUMNS, ...(more.hasMore === true ? { segment: {} } : {}) },
  };
}

const rowsRead = (loader: Loader): number | undefined => loader.snapshot()?.source.rowsRead;

/** The identity that a principal's selection id is built from. */
function identityOf(loader: Loader, principal: string): unknown {
  let found: unknown = null;
  const builder = {
    withTable(table: Table, row: number) {
      found = table.identity?.[row];
      return builder;
    },
    createSelectionId: () => ({}),
  };
  loader.identities.idsOf(principal, () => builder as never, 1);
  return found;
}

describe("the loader", () => {
  it("reads a window once and appends the rows of the next one that are new", () => {
    const loader = new Loader(
      () => 0,
      () => true,
    );
    const first = view(
      [
        ["a", "", "0", ""],
        ["b", "", "50171", ""],
      ],
      { hasMore: true },
    );
    expect(loader.read(first, CREATE)).toBe("read");
    expect(loader.read(first, CREATE)).toBe("unchanged");
    loader.read(
      view(
        [
          ["b", "", "50171", ""],
          ["c", "", "0", ""],
        ],
        { merged: 0 },
      ),
      SEGMENT,
    );
    expect(rowsRead(loader)).toBe(3);
  });

  it("reads a table again that comes back after the fields were gone or without a table", () => {
    for (const between of [
      { metadata: { columns: COLUMNS } },
      { metadata: { columns: [] } },
    ] as unknown as DataView[]) {
      const loader = new Loader(() => 0, undefined);
      const table = view([["a", "", "50171", ""]]);
      loader.read(table, CREATE);
      loader.read(between, CREATE);
      expect(loader.read(table, CREATE)).toBe("read");
      expect(rowsRead(loader)).toBe(1);
    }
  });

  it("starts anew when a query changes", () => {
    const loader = new Loader(() => 0, undefined);
    loader.read(
      view([
        ["a", "", "50171", ""],
        ["b", "", "0", ""],
      ]),
      CREATE,
    );
    loader.read(view([["c", "", "0", ""]]), CREATE);
    expect(loader.snapshot()?.columns.id).toEqual(["c"]);
  });

  it("says why reading stopped when the host gives no more rows", () => {
    const loader = new Loader(
      () => 0,
      () => false,
    );
    loader.read(view([["a", "", "0", ""]], { hasMore: true }), CREATE);
    expect(loader.requestMore()).toBe(false);
    expect(loader.snapshot()?.source).toMatchObject({ truncated: true, loading: false });
  });

  it("remembers the identity of the first row of every principal, in whatever window", () => {
    const loader = new Loader(
      () => 0,
      () => true,
    );
    loader.read(
      view(
        [
          ["a", "", "0", ""],
          ["a", "", "0", ""],
          ["b", "", "0", ""],
        ],
        { hasMore: true },
      ),
      CREATE,
    );
    loader.read(
      view(
        [
          ["b", "", "0", ""],
          ["c", "", "0", ""],
          ["", "app", "", "secret"],
        ],
        { merged: 0, first: 2 },
      ),
      SEGMENT,
    );
    expect(["a", "b", "c", "app"].map((id) => identityOf(loader, id))).toEqual([
      { row: 0 },
      { row: 2 },
      { row: 3 },
      { row: 4 },
    ]);
  });
});

describe("an update that only repeats what the visual has, after a write to the report", () => {
  const first = (): DataView =>
    view(
      [
        ["a", "", "0", ""],
        ["b", "", "50171", ""],
      ],
      { hasMore: true },
    );
  const second = (): DataView => view([["c", "", "0", ""]], { first: 2 });
  const loaded = (): Loader => {
    const loader = new Loader(
      () => 0,
      () => true,
    );
    loader.read(first(), CREATE);
    loader.read(second(), SEGMENT);
    return loader;
  };

  it("leaves what was read to its end, whichever window the host repeats", () => {
    const loader = loaded();
    expect(loader.read(first(), CREATE, true)).toBe("unchanged");
    expect(loader.read(second(), SEGMENT, true)).toBe("unchanged");
    expect([rowsRead(loader), loader.load, loader.snapshot()?.source.loading]).toEqual([3, 1, false]);
  });

  it("is read like any other where its rows differ, or rows were still to come", () => {
    const other = loaded();
    expect(
      other.read(
        view([
          ["a", "", "0", ""],
          ["b", "", "0", ""],
        ]),
        CREATE,
        true,
      ),
    ).toBe("read");
    expect(rowsRead(other)).toBe(2);
    const early = new Loader(
      () => 0,
      () => true,
    );
    early.read(first(), CREATE);
    expect(early.read(first(), CREATE, true)).toBe("read");
    expect(early.load).toBe(2);
  });

  it("is read anew where it is no echo", () => {
    const loader = loaded();
    expect(loader.read(first(), CREATE)).toBe("read");
    expect([rowsRead(loader), loader.snapshot()?.source.loading]).toEqual([2, true]);
  });
});
