import * as z from 'zod';
import { Button, P } from '../../layout/parts.tsx';
import { meeting, meetingSample, named, reviewPage, When } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** The review was not held [L5]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ meeting, breach: z.boolean() }),
  sample: { meeting: meetingSample, breach: false },
  subject: ({ meeting: { quarter } }) => `Your review of ${named(quarter)} was not held`,
  title: () => 'We have not met',
  preheader: ({ breach }) =>
    breach ? 'It is not the first one: your manager gets in touch.' : 'What that means, and what you can do.',
  body: ({ meeting: data, breach }, context) => (
    <>
      <P>The business review that was planned for this time is not on record as held, so it counts as missed.</P>
      <When data={data} context={context} />
      <P>
        {breach
          ? 'It is not the first one in a row. Our agreement asks for these reviews, so your manager talks over with you how to go on.'
          : 'One missed review has no consequence. If we miss the next one too, we have to talk over how to go on. If we did meet, reply to this letter.'}
      </P>
      <Button href={reviewPage(data.quarter, context, 'partner')}>See the numbers</Button>
    </>
  ),
});
