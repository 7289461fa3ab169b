/** An entry of a lock file, as far as it is read here. */
export interface LockEntry {
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** package-lock.json of version 3. */
export interface Lock {
  readonly name?: string;
  readonly version?: string;
  readonly lockfileVersion?: number;
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/**
 * The part of a lock file that fewer dependencies need, made without the registry: each package is looked for as Node
 * does, from the folder of the one that asks for it upwards. Throws where a package is missing that must be there.
 */
export function cutLock(lock: Lock, root: LockEntry & { readonly name: string; readonly version: string }): Lock {
  const runtime = closure(lock, "", root.dependencies ?? {}, new Set());
  const all = closure(lock, "", root.devDependencies ?? {}, new Set(runtime));
  const packages: Record<string, LockEntry> = { "": root };
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (all.has(place)) packages[place] = runtime.has(place) || entry.dev === true ? entry : { ...entry, dev: true };
  }
  return { ...lock, name: root.name, version: root.version, packages };
}

/** Places of a lock file without those that only development needs. */
export function runtimePlaces({ packages }: Lock): string[] {
  return Object.entries(packages)
    .filter(([place, { dev }]) => place !== "" && dev !== true)
    .map(([place]) => place);
}

function closure(
  lock: Lock,
  from: string,
  wanted: Readonly<Record<string, string>>,
  found: Set<string>,
  isOptional: (name: string) => boolean = () => false,
): Set<string> {
  for (const name of Object.keys(wanted)) {
    const place = find(lock, from, name);
    if (place === null && !isOptional(name))
      throw new Error(`The lock file lacks ${name}, which ${from || "package.json"} needs.`);
    if (place === null || found.has(place)) continue;
    found.add(place);
    const entry = lock.packages[place] ?? {};
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = entry;
    closure(lock, place, { ...dependencies, ...optionalDependencies }, found, (own) => own in optionalDependencies);
    const peers = Object.entries(peerDependencies).filter(([own]) => peerDependenciesMeta[own]?.optional !== true);
    closure(lock, place, Object.fromEntries(peers), found);
  }
  return found;
}

function find({ packages }: Lock, from: string, name: string): string | null {
  let folder = from;
  for (;;) {
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (place in packages) return place;
    if (folder === "") return null;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1));
  }
}
