import * as z from 'zod';
import { instant } from '../../shared/text.ts';
import { calendarOf } from '../calendar.ts';
import { type CalendarPart, companyOf, type Inline, type LetterContext, page } from '../letter.ts';
import { short } from '../words.ts';
import { atTime } from './dates.ts';
import { Facts, Heading, P, Picture, Small } from './parts.tsx';

const quarter = z.string().regex(/^\d{4}-Q[1-4]$/);
/** `Q1 2027` */
export const named = (of: string): string => `${of.slice(5)} ${of.slice(0, 4)}`;

/** The meeting that letters of a business review speak of. */
export const meeting = z.strictObject({
  /** The calendar's name of it: the same for a partner and quarter, whatever moves. */
  uid: z.string().regex(/^[A-Za-z0-9-]{1,80}$/),
  quarter,
  startsAt: instant,
  minutes: z.int().min(1).max(480),
  sequence: z.int().min(0),
  writtenAt: instant,
});
type Meeting = z.output<typeof meeting>;

export const meetingSample: Meeting = {
  uid: 'review-01JGZX3M5N8Q2R4T6V8W0Y1A3B-2027-Q1',
  quarter: '2027-Q1',
  startsAt: '2027-04-21T13:00:00.000Z',
  minutes: 60,
  sequence: 0,
  writtenAt: '2027-04-01T10:30:00.000Z',
};

/** Where the partner, or the team, reads everything about the review. */
export const reviewPage = (of: string, context: LetterContext, reader: 'partner' | 'team'): string =>
  reader === 'partner'
    ? page(context, `/portal/business-reviews/${of}`)
    : page(context, `/ops/reviews/${context.partnerId ?? ''}/${of}`);

/** The meeting as a calendar takes it, at its present time or off. */
export const invitation = (
  { uid, quarter: of, ...data }: Meeting,
  context: LetterContext,
  reader: 'partner' | 'team',
  method: CalendarPart['method'] = 'REQUEST',
): CalendarPart => {
  const { name, address } = context.program;
  const url = reviewPage(of, context, reader);
  return calendarOf({
    ...data,
    uid: `${uid}@${address.slice(address.lastIndexOf('@') + 1)}`,
    method,
    summary: `Business review ${named(of)}: ${companyOf(context)} and ${name}`,
    description: `The numbers, the agenda and last quarter's commitments: ${url}`,
    url,
    organizer: { name, email: address },
    attendees: context.guests ?? [],
  });
};

export const When = ({ data, context }: { readonly data: Meeting; readonly context: LetterContext }) => (
  <Facts
    rows={[
      ['Quarter', named(data.quarter)],
      ['When', atTime(data.startsAt, context.program.zone)],
      ['How long', `${data.minutes} minutes`],
    ]}
  />
);

/** For a subject line: whose review, as short as a phone needs it. */
export const whose = (context: LetterContext): string => short(companyOf(context), 30);

const words = z.string().min(1).max(400);

/** What the package says, ready to be read: the room `reviews` writes it from its figures. */
export const packageData = z.strictObject({
  meeting,
  figures: z.array(z.strictObject({ title: words, text: words })).max(60),
  charts: z
    .array(z.strictObject({ name: z.string().regex(/^[a-z0-9-]{1,60}$/), alt: words, picture: z.string() }))
    .max(4),
  commitments: z.array(z.strictObject({ what: words, text: words })).max(20),
  tier: z.strictObject({ stands: words, next: z.array(words).max(8) }),
  agenda: z.array(z.strictObject({ title: words, minutes: z.int() })).max(7),
});
type PackageData = z.output<typeof packageData>;

export const packageSample: PackageData = {
  meeting: meetingSample,
  figures: [
    { title: 'Revenue', text: 'USD 18,500.00 (target USD 25,000.00, quarter before USD 12,000.00)' },
    { title: 'Deals closed', text: '4 (quarter before 2)' },
    { title: 'Pipeline', text: 'USD 64,000.00' },
    { title: 'Win rate', text: '66.67 %' },
    { title: 'Certified for sales', text: '2 (target 2)' },
    { title: 'Training done', text: '2 h 30 min' },
    { title: 'Support escalations', text: 'Not measured: nobody tells this program of support cases.' },
    { title: 'Ten leads a month', text: '27 (target 30)' },
  ],
  charts: [
    {
      name: 'revenue-usd',
      alt: 'Revenue in USD: Q4 2026 USD 12,000.00, Q1 2027 USD 18,500.00, Target USD 25,000.00.',
      picture: 'preview/revenue-usd',
    },
  ],
  commitments: [
    { what: 'A case study with Bergman Tools', text: 'met' },
    { what: 'Two more certified people', text: 'not met yet' },
  ],
  tier: {
    stands: 'Silver',
    next: ['USD 100,000.00 of revenue in a quarter: not yet', '5 certified for sales: not yet'],
  },
  agenda: [
    { title: 'Check-in', minutes: 5 },
    { title: 'Performance', minutes: 10 },
    { title: 'Pipeline, the five largest deals', minutes: 10 },
    { title: 'Joint activities and next quarter’s plan', minutes: 10 },
    { title: 'Roadmap and feedback', minutes: 10 },
    { title: 'Actions', minutes: 10 },
    { title: 'Executive summary', minutes: 5 },
  ],
};

export const picturesOf = ({ charts }: PackageData): readonly Inline[] =>
  charts.map(({ name, picture }) => ({ cid: name, picture }));

/** The numbers, as pictures and as words that say the same. */
export const Numbers = ({ data }: { readonly data: PackageData }) => (
  <>
    <Heading>The quarter in numbers</Heading>
    {data.charts.map(({ name, alt }) => (
      <Picture key={name} cid={name} alt={alt} width={528} />
    ))}
    <Facts rows={data.figures.map(({ title, text }) => [title, text] as const)} />
    {data.commitments.length > 0 ? (
      <>
        <Heading>What we agreed last time</Heading>
        <Facts rows={data.commitments.map(({ what, text }) => [what, text] as const)} />
      </>
    ) : null}
    <Heading>Tier</Heading>
    <P>{data.tier.next.length > 0 ? `${data.tier.stands}. The next one asks for:` : `${data.tier.stands}.`}</P>
    {data.tier.next.map((line) => (
      <Small key={line}>{line}</Small>
    ))}
    <Heading>Agenda</Heading>
    <Facts rows={data.agenda.map(({ title, minutes }) => [`${minutes} min`, title] as const)} />
  </>
);
