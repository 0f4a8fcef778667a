import { useState } from 'preact/hooks';
import { altOf, chartsOf, svgOf } from '../../functions/reviews/chart.ts';
import type { Entry, Figure, ReviewView } from '../../functions/reviews/contract.ts';
import { besideText, metText, quarterText, valueText } from '../../functions/reviews/words.ts';
import { api } from './api.ts';
import { onDay, withDays } from './dates.ts';
import { Pill, useAction, WhyNot } from './ui.tsx';

type Package = NonNullable<ReviewView['package']>;
interface Sources {
  readonly entries: readonly Entry[];
  readonly next?: number;
}
/** Where a page finds a review, and where its links lead: a partner's own, or the team's. */
export interface Where {
  readonly api: string;
  readonly sale: (sale: string) => string;
}

const before = (quarter: string): string => {
  const [year = 0, nth = 0] = quarter.split('-Q').map(Number);
  return nth === 1 ? `${year - 1}-Q4` : `${year}-Q${nth - 1}`;
};

/** The data package of a review: charts, numbers that open to their sources, commitments, tier, agenda. */
export const PackageParts = ({ made, quarter, where }: { made: Package; quarter: string; where: Where }) => (
  <>
    <section class="card" aria-labelledby="numbers">
      <h2 id="numbers">The quarter in numbers</h2>
      <Charts made={made} quarter={quarter} />
      <Figures figures={made.figures} where={where} />
      <p class="soft small">As of {onDay(made.madeAt)}. Each number opens to what it is made of.</p>
    </section>
    {made.commitments.length > 0 ? <Commitments made={made} /> : null}
    <TierPart tier={made.tier} />
  </>
);

const Charts = ({ made, quarter }: { made: Package; quarter: string }) => {
  const charts = chartsOf(made.figures, quarter, before(quarter));
  return (
    <div class="charts">
      {charts.map((chart) => (
        <img
          key={chart.name}
          alt={altOf(chart)}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(svgOf(chart, 'system-ui, sans-serif'))}`}
        />
      ))}
    </div>
  );
};

const Figures = ({ figures, where }: { figures: readonly Figure[]; where: Where }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Quarter</th>
          <th scope="col">Beside</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <Row key={figure.id} figure={figure} where={where} />
        ))}
      </tbody>
    </table>
  </div>
);

const Row = ({ figure, where }: { figure: Figure; where: Where }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr>
        <th scope="row">{figure.title}</th>
        <td>
          {figure.value === null ? (
            <span class="soft">{figure.note ?? 'Not measured'}</span>
          ) : figure.entries === 0 ? (
            <strong>{valueText(figure.value, figure)}</strong>
          ) : (
            <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
              {valueText(figure.value, figure)}
              <span class="trap"> of {figure.title}: what it is made of</span>
            </button>
          )}
        </td>
        <td class="soft small">{figure.value === null ? '' : besideText(figure)}</td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={3}>
            <Entries figure={figure} where={where} />
          </td>
        </tr>
      ) : null}
    </>
  );
};

const Entries = ({ figure, where }: { figure: Figure; where: Where }) => {
  const [shown, setShown] = useState<readonly Entry[]>([]);
  const [next, setNext] = useState<number | undefined>(0);
  const action = useAction();
  const more = () =>
    action.run(async () => {
      const page = await api.get<Sources>(`${where.api}/figures/${figure.id}?from=${next ?? 0}`);
      setShown([...shown, ...page.entries]);
      setNext(page.next);
    });
  if (shown.length === 0 && next === 0 && !action.busy && !action.refused) void more();
  return (
    <>
      <ul class="plain small">
        {shown.map((entry, index) => (
          <li key={`${index} ${entry.at}`}>
            {onDay(entry.at)}: {entry.what}
            {figure.unit === 'count' ? '' : `, ${valueText(entry.value, figure)}`}
            {entry.link?.to === 'sale' ? (
              <>
                {' '}
                · <a href={where.sale(entry.link.key)}>{entry.link.key}</a>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      <WhyNot refused={action.refused} />
      {next !== undefined && next > 0 ? (
        <button type="button" class="quiet small" disabled={action.busy} onClick={() => void more()}>
          More
        </button>
      ) : null}
    </>
  );
};

const metKind = { met: 'good', 'met-late': 'warn', open: 'bad', dropped: '' } as const;

const Commitments = ({ made }: { made: Package }) => (
  <section class="card" aria-labelledby="commitments">
    <h2 id="commitments">What was agreed last time</h2>
    <ul class="plain">
      {made.commitments.map(({ number, what, dueOn, met, side }) => (
        <li key={number} class="row between">
          <span>
            {what}{' '}
            <span class="soft small">
              ({side === 'partner' ? 'partner' : 'us'}, until {onDay(`${dueOn}T12:00:00Z`)})
            </span>
          </span>
          <Pill kind={metKind[met]}>{metText(met)}</Pill>
        </li>
      ))}
    </ul>
  </section>
);

const TierPart = ({ tier }: { tier: Package['tier'] }) => (
  <section class="card" aria-labelledby="tier">
    <h2 id="tier">Tier: {[tier.tier, tier.programTier].filter(Boolean).join(', ')}</h2>
    {tier.next ? (
      <>
        <p>{tier.next} asks for:</p>
        <ul class="plain">
          {tier.needs.map(({ what, has, met }) => (
            <li key={what} class="row between">
              <span>
                {what} {has ? <span class="soft">({has})</span> : null}
              </span>
              {met === null ? null : <Pill kind={met ? 'good' : ''}>{met ? 'there' : 'not yet'}</Pill>}
            </li>
          ))}
        </ul>
      </>
    ) : (
      <p class="soft">There is no higher tier to reach by rule.</p>
    )}
  </section>
);

export const Agenda = ({ made }: { made: Package }) => (
  <section class="card" aria-labelledby="agenda">
    <h2 id="agenda">Agenda</h2>
    <ol class="plain">
      {made.agenda.map(({ title, minutes, points }) => (
        <li key={title}>
          <div class="row between">
            <strong>{title}</strong>
            <span class="soft small">{minutes} min</span>
          </div>
          {points.length > 0 ? (
            <ul class="soft small">
              {points.map((point) => (
                <li key={point}>{withDays(point)}</li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ol>
  </section>
);

const words = {
  planned: ['Planned', 'now'],
  prepared: ['Numbers sent', 'now'],
  held: ['Held', 'good'],
  missed: ['Missed', 'bad'],
  'called-off': ['Called off', ''],
} as const;

export const ReviewState = ({ state }: { state: ReviewView['state'] }) => (
  <Pill kind={words[state][1]}>{words[state][0]}</Pill>
);

export const named = quarterText;
