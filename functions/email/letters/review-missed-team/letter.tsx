import * as z from 'zod';
import { Partner } from '../../layout/partner.tsx';
import { Button, P } from '../../layout/parts.tsx';
import { meeting, meetingSample, named, reviewPage, When, whose } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** The same for the managers: a second one in a row is a breach [L5]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({ meeting, breach: z.boolean() }),
  sample: { meeting: meetingSample, breach: true },
  subject: ({ meeting: { quarter } }, context) => `Review ${named(quarter)} missed: ${whose(context)}`,
  title: () => 'A business review counts as missed',
  preheader: ({ breach }) => (breach ? 'With the one before, this is a breach.' : 'The first one in a row.'),
  body: ({ meeting: data, breach }, context) => (
    <>
      <P>
        Nobody recorded the review with <Partner context={context} />, so it counts as missed.
      </P>
      <When data={data} context={context} />
      <P>
        {breach
          ? 'With the one before, this is a breach: a partner in Scale moves to Optimize, where terms are talked over.'
          : 'The partner was told. The next one missed is a breach.'}
      </P>
      <Button href={reviewPage(data.quarter, context, 'team')}>See the review</Button>
    </>
  ),
});
