import * as z from 'zod';
import { Partner } from '../../layout/partner.tsx';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { named, reviewPage } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';
import { short } from '../../words.ts';

/** The same to somebody of the team who owns an action. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({
    quarter: z.string().regex(/^\d{4}-Q[1-4]$/),
    what: z.string().min(1).max(300),
    dueOn: z.iso.date(),
    overdue: z.boolean(),
  }),
  sample: { quarter: '2027-Q1', what: 'A demo environment for the webinar', dueOn: '2027-05-10', overdue: true },
  subject: ({ what, overdue }) => `${overdue ? 'Overdue' : 'Due soon'}: ${short(what, 55)}`,
  title: ({ overdue }) => (overdue ? 'Your action is overdue' : 'Your action is due soon'),
  preheader: ({ dueOn, quarter }) => `${dueOn}, from the review of ${named(quarter)}.`,
  body: ({ quarter, what, dueOn }, context) => (
    <>
      <Facts
        rows={[
          ['Partner', <Partner context={context} key="partner" />],
          ['What', what],
          ['Due', dueOn],
          ['Review', named(quarter)],
        ]}
      />
      <P>Close it on the page of the review, done or dropped, with a word on how it went.</P>
      <Button href={reviewPage(quarter, context, 'team')}>Open the review</Button>
    </>
  ),
});
