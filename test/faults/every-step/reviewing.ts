import { sendSigned } from '../../commissions/webhooks.ts';
import { type Company, TryAgain } from './company.ts';
import { decides, records, scores } from './moments.ts';
import type { Moment } from './world.ts';

/** A reseller's quarters are reviewed: one as planned, one that nobody records, one that is called off. */
type Deed = Moment['does'];

const KPIS = ['Ten leads', 'Two sales', 'One case study'];
const HELD = '2026-Q4';
const MISSED = '2026-Q3';
const CALLED_OFF = '2026-Q2';

const path = async (company: Company, quarter: string): Promise<string> =>
  `/partners/${await company.finds()}/business-reviews/${quarter}`;

const starts = async ({ cloud }: Company, workflow: string, name: string, input: object): Promise<void> => {
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith(`-${workflow}`));
  await cloud.engine.handle('StartExecution', { stateMachineArn: machine?.ref, name, input: JSON.stringify(input) });
  await cloud.settle();
};

/** The reviews of everybody, by hand, as often as there are companies. */
const startsTheQuarter: Deed = (company) =>
  starts(company, 'review-quarter', `review-quarter-by-hand-${company.name}`, { quarter: HELD });

const startsOne =
  (quarter: string): Deed =>
  async (company) => {
    const partner = await company.finds();
    await starts(company, 'quarterly-review', `quarterly-review-${partner}-${quarter}`, { partner, quarter });
  };

const setsKpis: Deed = async (company) => {
  const kpis = `/partners/${await company.finds()}/kpis`;
  const { owners } = (await company.ops(200, 'GET', kpis)).json();
  const ownerOf = (side: string) => owners.find((one: { side: string }) => one.side === side)?.personId;
  const body = [
    { name: KPIS[0], measure: 'entered', target: 10, owner: ownerOf('partner') },
    { name: KPIS[1], measure: 'deals-won', target: 2 },
    { name: KPIS[2], measure: 'entered', target: 1, owner: ownerOf('us') },
  ];
  await company.ops(200, 'PUT', kpis, { kpis: body });
};

const entersKpis: Deed = async (company) => {
  await company.portal(200, 'POST', '/portal/kpis/acceptance', {});
  await company.portal(200, 'POST', '/portal/kpis/1/values', { month: '2026-12', value: 9 });
  await company.ops(200, 'POST', `/partners/${company.partnerId}/kpis/3/values`, { month: '2026-12', value: 1 });
  await company.portal(200, 'GET', '/portal/kpis');
};

const tellsOfCases: Deed = async (company) => {
  const content = `partner,case,date,subject\n${company.name}.example,${company.name}-1,2026-11-03,Cannot sign in`;
  await company.ops(200, 'POST', '/support-cases', { content });
  const at = '2026-11-04T10:00:00.000Z';
  const cases = [{ partnerId: await company.finds(), case: `${company.name}-2`, at, subject: 'No answer' }];
  const { status, text } = await sendSigned(company.cloud, '/api/support-cases', { cases });
  await company.cloud.settle();
  if (status !== 200) throw new TryAgain(`${status} ${text}`);
};

const looks: Deed = async (company) => {
  const review = `/portal/business-reviews/${HELD}`;
  const shown = (await company.portal(200, 'GET', review)).json();
  if (!shown.package) throw new TryAgain('The package is not there yet.');
  await company.portal(200, 'GET', '/portal/business-reviews');
  await company.portal(200, 'GET', `${review}/figures/escalations`);
  await company.ops(200, 'GET', `/business-reviews?quarter=${HELD}`);
  await company.ops(200, 'GET', `${await path(company, HELD)}/figures/escalations`);
};

const moves: Deed = async (company) => {
  const review = await path(company, HELD);
  const { state } = (await company.ops(200, 'GET', review)).json();
  if (state === 'planned' || state === 'prepared')
    await company.ops(200, 'POST', `${review}/meeting`, { meetingAt: '2027-03-12T15:00:00.000Z', reason: 'A fair.' });
};

const recordsIt: Deed = async (company) => {
  const review = await path(company, HELD);
  const { owners } = (await company.ops(200, 'GET', review)).json();
  const ownerOf = (side: string) => owners.find((one: { side: string }) => one.side === side)?.personId;
  const actions = [
    { what: 'A case study', owner: ownerOf('partner'), dueOn: '2027-03-19' },
    { what: 'A demo', owner: ownerOf('us'), dueOn: '2027-03-19' },
  ];
  const tierOverride = { tier: 'Gold', reason: 'The joint launch.' };
  const body = { summary: `A quarter of ${company.name}.`, result: 'continue', actions, tierOverride };
  await company.ops(200, 'POST', `${review}/record`, body);
};

const finishes: Deed = async (company) => {
  await company.portal(200, 'POST', `/portal/business-reviews/${HELD}/actions/1/done`, {});
  await company.ops(200, 'POST', `${await path(company, HELD)}/actions/2`, { state: 'dropped', note: 'Not needed.' });
};

const callsOff: Deed = async (company) => {
  const body = { reason: 'Long ago.' };
  await company.ops(200, 'POST', `${await path(company, CALLED_OFF)}/call-off`, body);
};

export const reviewed: readonly Moment[] = [
  { at: 'day 1', does: decides('scorecard', 'scored', scores(4)) },
  { at: 'day 1 hour 3', does: (company) => company.accepts() },
  { at: 'day 1 hour 6', does: records('kpis-agreed', { kpis: KPIS }) },
  { at: 'day 1 hour 12', does: setsKpis },
  { at: 'day 1 hour 18', does: entersKpis },
  { at: 'day 2', does: tellsOfCases },
  { at: 'day 3', does: startsTheQuarter },
  { at: 'day 3 hour 6', does: startsOne(MISSED) },
  { at: 'day 3 hour 12', does: looks },
  { at: 'day 3 hour 18', does: moves },
  { at: 'day 4', does: startsOne(CALLED_OFF) },
  { at: 'day 4 hour 12', does: callsOff },
  { at: 'day 11 hour 12', does: recordsIt },
  // The owners are written to on one of the three nights before.
  { at: 'day 18 hour 6', does: finishes },
];

/** What the program does every day, for everybody. */
export const DAILY = ['reviews-start-reviews', 'reviews-chase-actions', 'reviews-send-digests'] as const;
