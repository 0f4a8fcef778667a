import type { MdfView, OwnFunds } from '../../functions/mdf/contract.ts';
import { moneyText } from '../../functions/shared/currency.ts';
import { Pill } from './ui.tsx';
import { OpenFile } from './upload.tsx';

const STATES: Readonly<Record<MdfView['state'], readonly [kind: string, text: string]>> = {
  requested: ['now', 'Being decided'],
  'half-approved': ['now', 'Being decided'],
  approved: ['good', 'Approved'],
  held: ['warn', 'Proof is due'],
  'in-review': ['now', 'Proof is checked'],
  'more-asked': ['warn', 'More proof is due'],
  accepted: ['good', 'Being paid'],
  settled: ['done', 'Paid'],
  declined: ['bad', 'Declined'],
  cancelled: ['', 'Called off'],
  expired: ['bad', 'Expired'],
  forfeited: ['bad', 'Forfeited'],
  refused: ['bad', 'Proof refused'],
  released: ['', 'Released'],
};

export const FundState = ({ state }: Pick<MdfView, 'state'>) => <Pill kind={STATES[state][0]}>{STATES[state][1]}</Pill>;

/** Days of the program's calendar, whatever the reader's zone is. */
const calendarDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
export const day = (date: string): string => calendarDay.format(new Date(`${date}T00:00:00Z`));

/** How much of a quarter is paid, promised and free, as one bar with its figures. */
export const FundBar = ({ fund, currency }: { fund: OwnFunds['funds'][number]; currency: string }) => {
  const text = (minor: number): string => moneyText({ minor, currency });
  const total = Math.max(1, fund.settled + fund.reserved + fund.freeMinor);
  const width = (minor: number) => ({ width: `${(100 * minor) / total}%` });
  return (
    <section class="card" aria-label={`Fund of ${fund.quarter}`}>
      <div class="row between">
        <h2>{fund.quarter.replace('-', ' ')}</h2>
        <strong>{text(fund.freeMinor)} free</strong>
      </div>
      <div class="fund-bar" aria-hidden="true">
        <span class="paid" style={width(fund.settled)} />
        <span class="promised" style={width(fund.reserved)} />
      </div>
      <dl class="facts small">
        <dt>Your tier gives</dt>
        <dd>{text(fund.quotaMinor)}</dd>
        <dt>
          <span class="fund-dot promised" aria-hidden="true" />
          Set aside
        </dt>
        <dd>{text(fund.reserved)}</dd>
        <dt>
          <span class="fund-dot paid" aria-hidden="true" />
          Paid
        </dt>
        <dd>{text(fund.settled)}</dd>
      </dl>
    </section>
  );
};

/** What is known of a request, for partner and team. */
export const FundFacts = ({ request }: { request: MdfView }) => {
  const text = (minor: number): string => moneyText({ minor, currency: request.currency });
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Activity', request.activityLabel],
    ['Planned for', `${day(request.activityOn)} (${request.quarter.replace('-', ' ')})`],
    ['Held on', request.heldOn ? day(request.heldOn) : undefined],
    ['Budget', text(request.budgetMinor)],
    ['Asked for', `${text(request.askedMinor)} at ${request.tier}, own part ${request.matchBp / 100} %`],
    ['Approved', request.approvedMinor === undefined ? undefined : text(request.approvedMinor)],
    ['Paid', request.state === 'settled' ? text(request.settledMinor ?? 0) : undefined],
    ['Expected', request.expected],
    ['Decision', request.decided?.reason],
    ['Check of the proof', request.checked?.reason],
    ['Why it ended', request.because === request.decided?.reason ? undefined : request.because],
  ];
  return (
    <dl class="facts small">
      {rows.flatMap(([name, value]) =>
        value ? [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{value}</dd>] : [],
      )}
    </dl>
  );
};

/** `files`: where a file is asked for, by who looks at it. */
export const Proofs = ({ request, files }: { request: MdfView; files: string }) => (
  <>
    {request.proofs.map((proof, index) => (
      <div key={proof.at} style={{ borderTop: '1px solid var(--line)', paddingTop: '.6rem', marginTop: '.6rem' }}>
        <h3>{index === 0 ? 'Proof' : 'More proof'}</h3>
        <dl class="facts small">
          <dt>Receipts</dt>
          <dd>{moneyText({ minor: proof.actualMinor, currency: request.currency })}</dd>
          <dt>Leads</dt>
          <dd>{proof.leadCount}</dd>
          {proof.metrics.flatMap(({ name, value }) => [
            <dt key={name}>{name}</dt>,
            <dd key={`${name} is`}>{value}</dd>,
          ])}
          <dt>Shown</dt>
          <dd>
            {proof.links.map((link) => (
              <div key={link}>
                <a href={link} target="_blank" rel="noreferrer" style={{ overflowWrap: 'anywhere' }}>
                  {link}
                </a>
              </div>
            ))}
            {proof.files.map((fileId, nth) => (
              <div key={fileId}>
                <OpenFile path={`${files}/${fileId}`} text={`File ${nth + 1}`} />
              </div>
            ))}
          </dd>
          {proof.note ? <dt>Note</dt> : null}
          {proof.note ? <dd>{proof.note}</dd> : null}
        </dl>
      </div>
    ))}
    <Returns request={request} />
  </>
);

/** What the activity brought [B14]. */
const Returns = ({ request: { returns, currency } }: { request: MdfView }) => {
  const { leads, costPerLeadMinor, deals, won, values } = returns;
  if (leads + deals === 0) return null;
  const each =
    costPerLeadMinor === undefined ? '' : `, at ${moneyText({ minor: costPerLeadMinor, currency })} of funds each`;
  return (
    <>
      <p class="small">
        Brought {leads} {leads === 1 ? 'lead' : 'leads'}
        {each}.
      </p>
      {deals > 0 ? (
        <p class="small">
          {deals === 1 ? 'One deal' : `${deals} deals`}, {won} won:{' '}
          {values
            .map((one) => `${moneyText(one)} a year, ${moneyText({ minor: one.wonMinor, currency: one.currency })} won`)
            .join('; ')}
          .
        </p>
      ) : null}
    </>
  );
};
