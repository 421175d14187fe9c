import { ok, problem, type Result } from "../core/result.ts";
import { lastValue, parseConfig } from "./config.ts";
import { runUserConfig } from "./invoke.ts";
import type { GitDeps, Repo } from "./locate.ts";
import { gitProblem } from "./output.ts";

/** Who commits, as variables for git. */
export type Identity = Readonly<
  Record<`GIT_${"AUTHOR" | "COMMITTER"}_${"NAME" | "EMAIL"}`, string>
>;

/** The user's name and address as their own git would use them here (environment, repository, includeIf, global). */
export async function readIdentity(deps: GitDeps, repo: Repo): Promise<Result<Identity>> {
  const exit = await runUserConfig(deps.process, deps.env, { cwd: repo.root, gitDir: repo.gitDir });
  if (exit.code !== 0) return gitProblem(exit, "read your git configuration");
  const entries = parseConfig(exit.stdout);
  const pick = (role: "author" | "committer", field: "name" | "email") =>
    deps.env[`GIT_${role}_${field}`.toUpperCase()] ||
    lastValue(entries, `${role}.${field}`) ||
    lastValue(entries, `user.${field}`) ||
    (field === "email" ? deps.env.EMAIL : undefined);
  const author = { name: pick("author", "name"), email: pick("author", "email") };
  const committer = { name: pick("committer", "name"), email: pick("committer", "email") };
  if (!author.name || !author.email || !committer.name || !committer.email)
    return problem("no-identity", "git does not know who you are, so the commit has no author.", {
      hint: 'git config --global user.name "Your Name" && git config --global user.email you@example.org',
    });
  return ok({
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
  });
}
