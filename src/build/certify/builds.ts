import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { innerOf } from "../packageVisual";
import { at } from "../paths";
import { checkAddresses } from "./addresses";
import { checkBannedApi } from "./bannedApi";
import { runtimePlaces, type Lock } from "./lock";
import { checkAudit, checkPackager } from "./packagerOutput";
import { judge, type Result } from "./result";
import { checkSamePackage } from "./samePackage";
import { linkPackages, packageIn, type Built } from "./stage";
import { checkAudited, checkLint } from "./tools";
import { wholeTree, writeTree, type Tree } from "./visualTree";

const OUT = "dist/certification";

/**
 * The checks that need the package. It is built from the visual's own tree, as reviewers build it; the audit ships other
 * code, hence a build of its own. All of it happens in folders of its own: what lies in dist/ stays. With `isCompared`
 * the whole repository is built too and must give the same visual.
 */
export async function checkBuilds(tree: Tree, work: string, isCompared: boolean): Promise<Result[]> {
  const prepare = async (name: string, files: Tree): Promise<string> => {
    const folder = path.join(work, name);
    await mkdir(folder);
    await writeTree(files, folder);
    await linkPackages(folder, runtimePlaces(lockOf(tree)));
    return folder;
  };
  const [own, audited] = [await prepare("visual", tree), await prepare("audit", tree)];
  const auditing = (async (): Promise<{ readonly audit: Built; readonly whole: Built | null }> => {
    const audit = await packageIn(audited, "--certification-audit");
    return { audit, whole: isCompared ? await packageIn(await prepare("whole", await wholeTree())) : null };
  })();
  const packaging = packageIn(own);
  const linting = packaging.then(() => Promise.all([checkLint(own), checkAudited(own)]));
  const [built, { audit, whole }, [lint, vulnerabilities]] = await Promise.all([packaging, auditing, linting]);
  const { code, output, file } = built;
  if (file === null || code !== 0) throw new Error(`pbiviz made no package (code ${code}).\n${output.slice(-4000)}`);
  const inner = await innerOf(file);
  const { content } = JSON.parse(inner) as { readonly content: { readonly js: string; readonly css: string } };
  await rm(at(OUT), { recursive: true, force: true });
  await cp(file, at(OUT, path.basename(file)));
  return [
    judge("package", [], `${OUT}/${path.basename(file)}, from ${tree.size} files`),
    ...(whole === null ? [] : [checkSamePackage(inner, whole.file === null ? "null" : await innerOf(whole.file))]),
    checkAudit(audit.output, audit.code, audit.file !== null),
    checkPackager(output),
    lint,
    checkBannedApi(content.js),
    checkAddresses(content.js, content.css),
    vulnerabilities,
  ];
}

function lockOf(tree: Tree): Lock {
  return JSON.parse(tree.get("package-lock.json")?.toString("utf8") ?? "{}") as Lock;
}
