import { type Company, TryAgain } from './company.ts';
import { decides } from './moments.ts';
import type { Moment } from './world.ts';

/** A company says how it is paid, its balance is changed by people, and it is paid. */
type Deed = Moment['does'];

const USD = 'USD';

/** The company names an account and a tax form, which arrives at ops. */
const saysHowItIsPaid: Deed = async (company) => {
  const path = `/partners/${await company.finds()}`;
  await company.browser.signedInAnew();
  await company.portal(200, 'PUT', '/portal/payout-method', { rail: 'paypal', email: `pay@${company.name}.example` });
  await company.portal([200, 409], 'PUT', '/portal/tax-status', { form: 'W-9' });
  await company.ops(200, 'PUT', `${path}/tax-status`, { form: 'W-9', signedOn: '2027-01-05' });
  await company.portal(200, 'GET', '/portal/payouts');
};

/** The same key is the same adjustment. */
const adjusts =
  (key: string, minor: number): Deed =>
  async (company) => {
    const body = {
      key: `${key}-${company.name}`,
      kind: 'adjusted',
      currency: USD,
      minor,
      reason: 'A forgotten coupon.',
    };
    await company.ops(200, 'POST', `/partners/${await company.finds()}/adjustments`, body);
  };

const looksAtBalances: Deed = async (company) => {
  await company.portal(200, 'GET', '/portal/balances');
  await company.ops(200, 'GET', `/partners/${await company.finds()}/balances`);
};

/** A rule is switched to what it is already, for a reason that speaks of the company. */
const switchesARule: Deed = async (company) => {
  const { rules } = (await company.ops(200, 'GET', '/fraud-rules')).json();
  const { rule, mode } = rules.find((one: { rule: string }) => one.rule === 'same-company') ?? rules[0];
  await company.ops(200, 'POST', `/fraud-rules/${rule}`, { mode, reason: `Asked about by ${company.name}.` });
};

const isHeld =
  (hold: boolean): Deed =>
  async (company) => {
    const path = `/partners/${await company.finds()}/payout-hold`;
    await company.ops(200, 'PUT', path, { hold, reason: hold ? 'Clicks look odd.' : 'They are fine.' });
  };

const starts = async ({ cloud }: Company, workflow: string, name: string, input: object): Promise<void> => {
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith(`-${workflow}`));
  await cloud.engine.handle('StartExecution', { stateMachineArn: machine?.ref, name, input: JSON.stringify(input) });
  await cloud.settle();
};

/** A run for this company alone, started by hand in Step Functions; under its name there is one. */
const isToBePaid =
  (part?: number): Deed =>
  async (company) => {
    const partner = await company.finds();
    const name = ['payout-run-2027-03', partner, part].filter((one) => one !== undefined).join('-');
    await starts(company, 'payout-run', name, { period: '2027-03', partner, part });
  };

/** The month of everybody is closed once more, by hand, as often as there are companies. */
const closesTheMonth: Deed = (company) =>
  starts(company, 'month-close', `month-close-by-hand-${company.name}`, { period: '2027-03' });

interface Shown {
  readonly batchId: string;
  readonly state: string;
  readonly fingerprint: string;
  readonly payouts: readonly { readonly state: string }[];
  readonly files: readonly { readonly name: string }[];
}

/** The company's run as it is now; tried again later where it is not so far. */
const runOf = async (company: Company, part: '' | '-2', states: readonly string[]): Promise<Shown> => {
  const path = `/payouts/2027-03-${await company.finds()}${part}`;
  await company.ops(200, 'GET', '/payouts');
  const shown: Shown = (await company.ops(200, 'GET', path)).json();
  if (states.includes(shown.state)) return shown;
  throw new TryAgain(`The run is ${shown.state}.`);
};

const leavesItOut: Deed = async (company) => {
  const { batchId, payouts } = await runOf(company, '', ['proposed']);
  if (payouts[0]?.state === 'left-out') return;
  const path = `/payouts/${batchId}/partners/${company.partnerId}/${USD}`;
  await company.ops(200, 'POST', path, { decision: 'leave-out', reason: 'Next time.' });
};

const approves: Deed = async (company) => {
  const { batchId, state, fingerprint } = await runOf(company, '-2', ['proposed', 'approved', 'reserved']);
  if (state !== 'proposed') return;
  await company.ops(200, 'POST', `/payouts/${batchId}/decision`, { decision: 'approve', fingerprint }, 'manager');
};

const paysTheFile: Deed = async (company) => {
  const { batchId, state, files } = await runOf(company, '-2', ['reserved', 'settled']);
  const file = files[0]?.name ?? '';
  await company.ops(200, 'GET', `/payouts/${batchId}/files/${file}`);
  if (state === 'settled') return;
  await company.ops(200, 'POST', `/payouts/${batchId}/results`, { format: 'all-paid', file, on: '2027-03-14' });
};

const looksAtPayouts: Deed = async (company) => {
  await company.portal(200, 'GET', '/portal/payouts');
  await company.ops(200, 'GET', '/tax-years/2027');
};

/** The month is over and closed: its statement is listed, shown and printed. */
const readsItsStatement: Deed = async (company) => {
  await company.portal(200, 'GET', '/portal/statements');
  await company.portal(200, 'GET', '/portal/statements/2027-03');
  await company.portal(200, 'GET', '/portal/statements/2027-03/csv');
  await company.portal(200, 'GET', '/portal/statements/2027-03/pdf');
};

export const changed: readonly Moment[] = [
  { at: 'hour 6', does: saysHowItIsPaid },
  { at: 'hour 12', does: adjusts('small-one', 20_000) },
  { at: 'day 1', does: adjusts('large-one', 60_000) },
  { at: 'day 1 hour 6', does: decides('adjustment', 'approved') },
  { at: 'day 1 hour 12', does: looksAtBalances },
  { at: 'day 1 hour 15', does: switchesARule },
  { at: 'day 1 hour 18', does: isHeld(true) },
  { at: 'day 1 hour 21', does: isHeld(false) },
];

export const paid: readonly Moment[] = [
  // Nobody approves this one: after two reminders and a week it is called off.
  { at: 'day 2', does: isToBePaid() },
  { at: 'day 2 hour 3', does: leavesItOut },
  { at: 'day 12', does: isToBePaid(2) },
  { at: 'day 12 hour 3', does: approves },
  { at: 'day 13 hour 3', does: paysTheFile },
  { at: 'day 14 hour 3', does: looksAtPayouts },
  { at: 'day 31 hour 6', does: closesTheMonth },
  { at: 'day 32', does: readsItsStatement },
];

/** What the program does every night, for everybody. */
export const NIGHTLY = [
  'commissions-start-month-close',
  'ledger-start-books-check',
  'fraud-start-sweep',
  'payouts-start-payouts',
] as const;
