import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFunctions } from '../scripts/bundle.ts';
import { buildProgram } from './program.ts';
import { faultsOf, loadRooms } from './rooms/index.ts';
import { contextFile, readStage, refuseExamples, type StageSettings } from './stage.ts';
import { readWorkflows } from './workflows.ts';

/**
 * The CDK app. `npx cdk deploy --all -c stage=dev` runs it for one stage; `node infra/app.ts` alone synthesises the
 * stage `local` (or the one named as its argument) into .build/cdk, for the local cloud.
 */
const PAGES = fileURLToPath(new URL('../.build/web', import.meta.url));
const underCdk = Boolean(process.env.CDK_OUTDIR);

const accountOf = (stage: StageSettings): string => {
  const account = stage.account ?? process.env.CDK_DEFAULT_ACCOUNT;
  if (!account) {
    throw new Error(
      `The account of stage ${stage.name} is not known. Sign in (aws sso login, or AWS_PROFILE=...), ` +
        `or type it in cdk.json, context.stages.${stage.name}.account.`,
    );
  }
  return account;
};

const pagesOf = (local: boolean): string | undefined => {
  if (local) return undefined;
  if (existsSync(PAGES)) return PAGES;
  console.error('Note: .build/web is not there, so the pages are not published. Run "npm run build:web" first.');
  return undefined;
};

const main = async (): Promise<void> => {
  const alone = underCdk ? undefined : (process.argv[2] ?? 'local');
  // Validation takes most of the time of a synthesis. A start on one machine leaves it out; every deployment and the
  // tests (for this stage too) have it.
  const judged = alone !== 'local';
  const app = new App({
    builtinCloudFormationValidation: judged,
    ...(alone ? { context: contextFile(), outdir: '.build/cdk' } : {}),
  });
  const name: unknown = alone ?? app.node.tryGetContext('stage') ?? 'dev';
  const stage = readStage(app.node.tryGetContext('stages'), String(name));
  const local = stage.name === 'local';
  const rooms = await loadRooms();
  const { workflows, faults: workflowFaults } = readWorkflows(rooms);
  const faults = [...faultsOf(rooms), ...workflowFaults];
  if (!local) {
    refuseExamples(stage);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    await bundleFunctions(rooms);
  }
  for (const fault of faults) console.error(`Note: ${fault}`);
  buildProgram(app, {
    stage,
    account: accountOf(stage),
    rooms,
    workflows,
    // The local cloud runs the handlers from their source; only a deployment needs bundles.
    codeOf: (room, handler) =>
      local
        ? Code.fromInline(`// functions/${room}/${handler}.handler.ts`)
        : Code.fromAsset(`.build/functions/${room}-${handler}`),
    pages: pagesOf(local),
    judged,
  });
  app.synth();
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Error && process.env.CDK_DEBUG !== 'true' ? error.message : error);
  process.exitCode = 1;
}
