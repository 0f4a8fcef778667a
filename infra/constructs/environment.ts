import type { Names } from '../names.ts';
import type { FunctionSpec } from '../rooms/manifest.ts';
import type { StageSettings } from '../stage.ts';
import type { Told } from './grants.ts';

const workflowVariable = (workflow: string): string => `WORKFLOW_${workflow.toUpperCase().replaceAll('-', '_')}`;

const tables = (spec: FunctionSpec, names: Names): Record<string, string> => ({
  ...(spec.program?.length || spec.index ? { PROGRAM_TABLE: names.table('program') } : {}),
  ...(spec.ledger?.length ? { LEDGER_TABLE: names.table('ledger') } : {}),
  ...(spec.clicks?.length ? { CLICKS_TABLE: names.table('clicks') } : {}),
});

const sender = (stage: StageSettings): Record<string, string> => ({
  FROM_ADDRESS: stage.mail.from,
  POSTAL_ADDRESS: stage.mail.postalAddress,
});

const mail = (stage: StageSettings, names: Names): Record<string, string> => ({
  ...sender(stage),
  MAIL_CONFIGURATION_SET: names.mailConfigurationSet,
});

/** What functions/shared/settings.ts reads, and no more of it than the manifest says that the handler needs. */
export const environmentOf = (
  spec: FunctionSpec,
  context: { readonly stage: StageSettings; readonly names: Names; readonly told: Told },
): Record<string, string> => {
  const { stage, names, told } = context;
  return {
    ...tables(spec, names),
    ...(spec.files?.length ? { FILES_BUCKET: names.filesBucket } : {}),
    ...(spec.key ? { PROGRAM_KEY_ARN: told.programKeyArn } : {}),
    ...(spec.intakeSecrets ? { INTAKE_SECRETS_ARN: told.intakeSecretsArn } : {}),
    ...(spec.site || spec.sendsMail ? { SITE_URL: told.siteUrl, PROGRAM_NAME: stage.programName } : {}),
    ...(spec.site && stage.productUrl ? { PRODUCT_URL: stage.productUrl } : {}),
    ...(spec.site && stage.linkHosts.length > 0 ? { LINK_HOSTS: stage.linkHosts.join(' ') } : {}),
    ...(spec.route && told.edgeKey ? { EDGE_KEY: told.edgeKey } : {}),
    ...(spec.sendsMail ? mail(stage, names) : {}),
    ...(spec.showsMail ? sender(stage) : {}),
    ...(spec.publishes ? { EVENT_BUS: names.bus } : {}),
    ...(spec.team ? { TEAM: JSON.stringify(stage.team) } : {}),
    ...(spec.openedTypes && stage.openedTypes.length > 0 ? { OPENED_TYPES: JSON.stringify(stage.openedTypes) } : {}),
    ...Object.fromEntries((spec.starts ?? []).map((one) => [workflowVariable(one), names.stateMachineArn(one)])),
  };
};
