import fc from "fast-check";
import { GRADES, STATES } from "../../src/model/types";
import { type Address, isStep, NOWHERE, readAddress, writeAddress } from "../../src/panel/address/address";
import { ALL_FAILING, NO_FAILURES, NO_SIGN_INS } from "../../src/view/state";
import { INITIAL_VIEW, type ViewState } from "../../src/view/viewState";

const text = fc.string({ unit: "binary", maxLength: 40 });
const id = fc.oneof(
  fc.uuid(),
  fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
  fc.constantFrom("a/b?c#d", "%", "+", "sp"),
);
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

const view: fc.Arbitrary<ViewState> = fc.record({
  query: text,
  code: orNull(fc.nat(9_999_999)),
  grade: orNull(fc.nat(GRADES.length - 1)),
  status: orNull(fc.oneof(fc.nat(STATES.length - 1), fc.constantFrom(ALL_FAILING, NO_FAILURES, NO_SIGN_INS))),
  among: orNull(fc.array(id, { minLength: 1, maxLength: 5 })),
  resource: orNull(id),
  days: orNull(fc.integer({ min: -3650, max: 3650 })),
  group: fc.constantFrom("none", "resource", "code"),
  sort: fc.record({
    key: fc.constantFrom("name", "failures", "topCode", "posture", "expiry", "lastFailure", "status"),
    descending: fc.boolean(),
  }),
  openId: orNull(id),
});
const address: fc.Arbitrary<Address> = fc.record({
  tab: fc.constantFrom("principals", "report"),
  source: orNull(fc.constantFrom("sample", "file", "graph", "logs")),
  range: orNull(fc.integer({ min: 1, max: 730 })),
  view,
});

describe("the page's address", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(address, (given) => {
        const written = writeAddress(given);
        expect(readAddress(written)).toEqual(given);
        // A browser's own way of writing it down changes nothing.
        expect(readAddress(new URL(written, "https://panel.example/").hash)).toEqual(given);
      }),
    );
  });

  it("names what it means", () => {
    expect(
      writeAddress({
        tab: "principals",
        source: "graph",
        range: 30,
        view: {
          ...INITIAL_VIEW,
          code: 50171,
          grade: 0,
          status: ALL_FAILING,
          sort: { key: "failures", descending: true },
          openId: "0c9d-1",
        },
      }),
    ).toBe(`#/sp/0c9d-1?source=graph&range=30d&code=50171&posture=${GRADES[0]}&status=anyFailing&sort=-failures`);
    expect(writeAddress(NOWHERE)).toBe("#/");
  });

  it("is read as far as it can be meant, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.webQueryParameters(), fc.webFragments()), (noise) => {
        const read = readAddress(`#/sp/x?code=50171&${noise}`);
        expect(read?.view.openId).toBe("x");
        expect(readAddress(writeAddress(read ?? NOWHERE))).toEqual(read);
      }),
    );
    expect(
      readAddress("#/sp/%E0%A4%A?code=5e3&range=0d&source=ftp&posture=9&days=x&sort=up&status=toString&q=a"),
    ).toEqual({
      ...NOWHERE,
      view: { ...INITIAL_VIEW, query: "a" },
    });
    expect(readAddress("#/elsewhere/x")).toEqual(NOWHERE);
  });

  it("takes nothing from what it has not written: the answer of a sign-in is not its own", () => {
    for (const foreign of [
      "",
      "#",
      "#code=0.AX&state=x&session_state=y",
      "#access_token=t",
      `#/${"x".repeat(30_000)}`,
    ]) {
      expect(readAddress(foreign)).toBeNull();
    }
    expect(writeAddress(readAddress("#/sp/1?access_token=secret&code=50171") ?? NOWHERE)).toBe("#/sp/1?code=50171");
  });

  it("goes a step for what Back should take back, and only for that", () => {
    const of = (change: Partial<ViewState>): Address => ({ ...NOWHERE, view: { ...INITIAL_VIEW, ...change } });
    expect(isStep(NOWHERE, of({ openId: "1" }))).toBe(true);
    expect(isStep(NOWHERE, { ...NOWHERE, range: 7 })).toBe(true);
    expect(isStep(NOWHERE, of({ code: 50171, query: "x" }))).toBe(false);
  });
});
