import * as z from 'zod';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { named, reviewPage } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';
import { short } from '../../words.ts';

/** An action of a review is due soon, or overdue. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    quarter: z.string().regex(/^\d{4}-Q[1-4]$/),
    what: z.string().min(1).max(300),
    dueOn: z.iso.date(),
    overdue: z.boolean(),
  }),
  sample: { quarter: '2027-Q1', what: 'A case study with Bergman Tools', dueOn: '2027-05-31', overdue: false },
  subject: ({ what, overdue }) => `${overdue ? 'Overdue' : 'Due soon'}: ${short(what, 55)}`,
  title: ({ overdue }) => (overdue ? 'This is overdue' : 'This is due soon'),
  preheader: ({ dueOn, quarter }) => `${dueOn}, from the review of ${named(quarter)}.`,
  body: ({ quarter, what, dueOn, overdue }, context) => (
    <>
      <P>
        {overdue
          ? 'We agreed on this in our review, and it is not marked as done. If it is, say so in the portal.'
          : 'We agreed on this in our review. If it is done, say so in the portal.'}
      </P>
      <Facts
        rows={[
          ['What', what],
          ['Due', dueOn],
          ['Review', named(quarter)],
        ]}
      />
      <Button href={reviewPage(quarter, context, 'partner')}>Mark it as done</Button>
    </>
  ),
});
