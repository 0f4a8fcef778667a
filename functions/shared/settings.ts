/** What a function was told by its environment. Read inside functions, never at the top of a module. */
const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is missing.`);
  return value;
};

export interface TeamMember {
  readonly name: string;
  readonly email: string;
  readonly role: 'manager' | 'ops';
}

/** A setting in JSON is read once per instance. */
const once = <T>(parse: (text: string) => T): ((text: string) => T) => {
  let known: { readonly text: string; readonly value: T } | undefined;
  return (text) => {
    if (known?.text !== text) known = { text, value: parse(text) };
    return known.value;
  };
};

const parseTeam = once((text: string): readonly TeamMember[] => JSON.parse(text));

/** A partnership type that a stage opens before the first one's return is shown, and why [L13]. */
export interface OpenedType {
  readonly type: 'affiliate' | 'channel' | 'integration' | 'co-marketing' | 'strategic';
  readonly because: string;
}

const parseOpenedTypes = once((text: string): readonly OpenedType[] => JSON.parse(text));

export const settings = {
  programTable: (): string => required('PROGRAM_TABLE'),
  ledgerTable: (): string => required('LEDGER_TABLE'),
  clicksTable: (): string => required('CLICKS_TABLE'),
  /** The bucket of files. */
  filesBucket: (): string => required('FILES_BUCKET'),
  /** ARN of the secret that holds the program key. */
  programKeyArn: (): string => required('PROGRAM_KEY_ARN'),
  /** ARN of the secret that holds the secrets of those who may send events. */
  intakeSecretsArn: (): string => required('INTAKE_SECRETS_ARN'),
  /** Where people reach the site, no trailing slash: `https://partners.example.com`. */
  siteUrl: (): string => required('SITE_URL'),
  /** Where the links of affiliates lead; the partner site on a stage that does not say. */
  productUrl: (): string => process.env.PRODUCT_URL ?? required('SITE_URL'),
  /** Other hosts that links may lead to; none on a stage that does not say so. */
  linkHosts: (): readonly string[] => (process.env.LINK_HOSTS ?? '').split(' ').filter(Boolean),
  programName: (): string => required('PROGRAM_NAME'),
  /** Sender, an address verified with SES. */
  fromAddress: (): string => required('FROM_ADDRESS'),
  /** Postal address of the program's company, in the footer of each letter. */
  postalAddress: (): string => required('POSTAL_ADDRESS'),
  mailConfigurationSet: (): string => required('MAIL_CONFIGURATION_SET'),
  eventBus: (): string => required('EVENT_BUS'),
  /** Shows that a request came through CloudFront; none where there is no CloudFront. */
  edgeKey: (): string | undefined => process.env.EDGE_KEY,
  /** ARN of a state machine by its workflow name, as `WORKFLOW_PARTNER_LIFECYCLE`. */
  workflowArn: (workflow: string): string => required(`WORKFLOW_${workflow.toUpperCase().replaceAll('-', '_')}`),
  /** The people who run the program: managers first in line, ops as the pool behind them. */
  team: (): readonly TeamMember[] => parseTeam(required('TEAM')),
  /** Recorded overrides of the stage [L13]; none on a stage that does not say so. */
  openedTypes: (): readonly OpenedType[] => parseOpenedTypes(process.env.OPENED_TYPES ?? '[]'),
} as const;
