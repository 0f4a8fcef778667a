import * as z from 'zod';
import { Button, Facts, P, Quote } from '../../layout/parts.tsx';
import { named, reviewPage } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** What came of the review: what both sides do until when, and the plan. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    quarter: z.string().regex(/^\d{4}-Q[1-4]$/),
    result: z.enum(['continue', 'optimise']),
    summary: z.string().min(1).max(2_000),
    plan: z.string().max(2_000),
    target: z.string().max(60),
    actions: z
      .array(z.strictObject({ what: z.string(), side: z.enum(['partner', 'us']), dueOn: z.iso.date() }))
      .max(20),
  }),
  sample: {
    quarter: '2027-Q1',
    result: 'continue',
    summary: 'A good quarter. Two deals slipped into April.',
    plan: 'A webinar in May, and two more certified people.',
    target: 'USD 30,000.00',
    actions: [
      { what: 'A case study with Bergman Tools', side: 'partner', dueOn: '2027-05-31' },
      { what: 'A demo environment for the webinar', side: 'us', dueOn: '2027-05-10' },
    ],
  },
  subject: ({ quarter }) => `What we agreed in the review of ${named(quarter)}`,
  title: () => 'Thank you for the review',
  preheader: ({ actions }) =>
    actions.length === 0
      ? 'No open actions.'
      : `${actions.length === 1 ? 'One action' : `${actions.length} actions`}, with dates.`,
  body: ({ quarter, result, summary, plan, target, actions }, context) => (
    <>
      <Quote>{summary}</Quote>
      <P>
        {result === 'continue'
          ? 'We go on as before.'
          : 'Something has to change for this to work well for both sides: your manager talks the terms over with you.'}
      </P>
      {actions.length > 0 ? (
        <Facts
          rows={actions.map(({ what, side, dueOn }) => [`${side === 'partner' ? 'You' : 'We'}, until ${dueOn}`, what])}
        />
      ) : null}
      {plan === '' ? null : <P>The plan for the next quarter: {plan}</P>}
      {target === '' ? null : <P>The target for the next quarter: {target} of revenue.</P>}
      <P>Mark your actions as done in the portal. We look at them together next time.</P>
      <Button href={reviewPage(quarter, context, 'partner')}>See actions and plan</Button>
    </>
  ),
});
