import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");

/** A column of a table or of a result, typed as Kusto names types. */
export interface KustoColumn {
  readonly name: string;
  readonly type: string;
}

/** What the language service says of a text. */
export interface Bound {
  readonly problems: readonly string[];
  /** Empty for commands. */
  readonly columns: readonly KustoColumn[];
}

/** The parts of Microsoft's language service that are used here; its own types declare globals of the page. */
interface Language {
  readonly GlobalState: { readonly Default: Globals };
  readonly KustoCode: { ParseAndAnalyze(text: string, globals: Globals): Code };
  readonly Symbols: {
    readonly TableSymbol: { From(schema: string): { WithName(name: string): unknown } };
    readonly MaterializedViewSymbol: {
      readonly $ctor3: new (name: string, columns: string, query: string, description: string) => unknown;
    };
    readonly DatabaseSymbol: { readonly $ctor1: new (name: string, tables: readonly unknown[]) => unknown };
  };
}
interface Globals {
  WithDatabase(database: unknown): Globals;
}
interface List<T> {
  readonly Count: number;
  getItem(index: number): T;
}
interface Code {
  GetDiagnostics(): List<{ readonly Code: string; readonly Message: string; readonly Start: number }>;
  readonly ResultType: {
    readonly Columns?: List<{ readonly Name: string; readonly Type: { readonly Name: string } }>;
  } | null;
}

let language: Language | null = null;

/** Loads the service on first use: it is large. */
function service(): Language {
  if (language === null) {
    // The second file adds to what the first one left in the global object.
    jest.requireActual("@kusto/language-service-next/bridge.min");
    jest.requireActual("@kusto/language-service-next/Kusto.Language.Bridge.min");
    language = (globalThis as unknown as { Kusto: { Language: Language } }).Kusto.Language;
  }
  return language;
}

function itemsOf<T>(list: List<T> | undefined): T[] {
  return Array.from({ length: list?.Count ?? 0 }, (_, index) => (list as List<T>).getItem(index));
}

type Tables = Readonly<Record<string, readonly KustoColumn[]>>;

const schemaOf = (columns: readonly KustoColumn[]): string =>
  `(${columns.map(({ name, type }) => `${name}: ${type}`).join(", ")})`;

/** Something that parses and binds queries and commands against these tables and materialized views. */
export function binder(tables: Tables, views: Tables = {}): (text: string) => Bound {
  const { Symbols, GlobalState, KustoCode } = service();
  const symbols = [
    ...Object.entries(tables).map(([name, columns]) => Symbols.TableSymbol.From(schemaOf(columns)).WithName(name)),
    ...Object.entries(views).map(
      ([name, columns]) => new Symbols.MaterializedViewSymbol.$ctor3(name, schemaOf(columns), "", ""),
    ),
  ];
  const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor1("db", symbols));
  return (text) => {
    const code = KustoCode.ParseAndAnalyze(text, globals);
    const problems = itemsOf(code.GetDiagnostics()).map(
      ({ Code, Message, Start }) => `${Code} ${Message} (at ${JSON.stringify(text.slice(Start, Start + 30))})`,
    );
    const columns = itemsOf(code.ResultType?.Columns).map(({ Name, Type }) => ({ name: Name, type: Type.Name }));
    return { problems, columns };
  };
}

/** The queries of the folder, by file name. */
export function queriesIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(path.join(root, folder)).filter((name) => name.endsWith(".kql"));
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(root, folder, name), "utf8")]));
}

/** The management commands of a file, one by one, without comments and without the command that runs them as a script. */
export function commandsOf(text: string): string[] {
  const lines = text
    .split("\n")
    .filter((line) => !line.startsWith("//") && !line.startsWith(".execute database script"));
  return lines
    .join("\n")
    .split(/\n(?=\.)/)
    .map((command) => command.trim())
    .filter((command) => command !== "");
}
