import { quarterText } from '../../../functions/reviews/words.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import type { TierView } from '../../../functions/tiers/contract.ts';
import { withDays } from '../dates.ts';
import { Note, Pill } from '../ui.tsx';

const riskKind = { none: 'good', notice: 'warn', demotion: 'bad' } as const;

/** What is ahead, in a sentence [B13]. */
export const Ahead = ({ forecast }: { forecast: TierView['forecast'] }) => (
  <Note kind={riskKind[forecast.risk]}>{forecast.sentence}</Note>
);

/** What a tier asks, each against what is there. */
export const Requirements = ({ of, caption }: { of: TierView['requirements']; caption: string }) => (
  <div class="scroll">
    <table>
      <caption class="small soft" style={{ textAlign: 'left' }}>
        {caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Asked</th>
          <th scope="col">There is</th>
          <th scope="col">
            <span class="soft">State</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {of.map((one) => (
          <tr key={one.kind}>
            <td>{one.asks}</td>
            <td>
              {one.has}
              {one.missing ? <div class="small soft">Missing: {one.missing}</div> : null}
            </td>
            <td>
              <Pill kind={one.met ? 'done' : one.unknown ? 'now' : 'bad'}>
                {one.met ? 'met' : one.unknown ? 'unknown' : 'missing'}
              </Pill>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** What the tier gives, and the next one. */
export const BenefitTable = ({ view }: { view: TierView }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">What you get</th>
          <th scope="col">{view.tier}</th>
          {view.next ? <th scope="col">{view.next}</th> : null}
        </tr>
      </thead>
      <tbody>
        {view.benefits.map(({ name, now, next }) => (
          <tr key={name}>
            <td>{name}</td>
            <td>{now}</td>
            {view.next ? <td>{next === now ? <span class="soft">the same</span> : <strong>{next}</strong>}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const agreedKinds = { proposed: 'warn', approved: 'good', refused: '' } as const;
const agreedStates = { proposed: 'waits for a second person', approved: 'agreed', refused: 'refused' } as const;

const agreedText = ({ marginBp, mdfMatchBp }: TierView['agreed'][number]): string =>
  [
    ...(marginBp === undefined ? [] : [`margin ${marginBp / 100} %`]),
    ...(mdfMatchBp === undefined ? [] : [`own part of funded activities ${mdfMatchBp / 100} %`]),
  ].join(', ');

/** Revenue by quarter, every currency by itself, and signed terms. */
export const Records = ({ view }: { view: TierView }) => (
  <>
    {view.revenue.length === 0 ? <p class="soft">No revenue is attributed yet.</p> : null}
    {view.revenue.length > 0 ? (
      <table class="amounts">
        <thead>
          <tr>
            <th scope="col">Revenue in</th>
            <th scope="col">paid, list value</th>
          </tr>
        </thead>
        <tbody>
          {view.revenue.map(({ quarter, currency, minor }) => (
            <tr key={`${quarter} ${currency}`}>
              <td class="left">{quarterText(quarter)}</td>
              <td>{moneyText({ minor, currency })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    ) : null}
    {view.commitments.map((one) => (
      <p class="small" key={one.commitmentId}>
        {moneyText({ minor: one.annualMinor, currency: one.currency })} a year,{' '}
        {withDays(`${one.from} to ${one.until}`)} <span class="soft">({one.reference})</span>
      </p>
    ))}
    {view.agreed.map((one) => (
      <p class="small" key={one.proposedAt}>
        While {one.tier}: {agreedText(one)}, {withDays(`${one.from} to ${one.until}`)}{' '}
        <span class="soft">({one.reference})</span> <Pill kind={agreedKinds[one.state]}>{agreedStates[one.state]}</Pill>
      </p>
    ))}
  </>
);
