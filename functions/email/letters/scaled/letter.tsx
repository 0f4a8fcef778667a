import * as z from 'zod';
import { replyTo } from '../../layout/pages.ts';
import { Button, P, Said } from '../../layout/parts.tsx';
import { companyOf, defineLetter } from '../../letter.ts';

/** The first joint activity met its target: stage Scale [L4, L7]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({}),
  sample: {},
  subject: () => 'Our first activity met its target',
  title: () => 'It worked. Let us do more',
  preheader: () => 'You have reached the next stage: Scale.',
  body: (_, context) => (
    <>
      <P>
        Our first joint activity met its target. Congratulations to everybody at <Said>{companyOf(context)}</Said>; we
        enjoyed doing this with you.
      </P>
      <P>
        This takes you to the next stage. We now plan further ahead with you, look at the numbers together, and you may
        add a second kind of partnership if it suits you.
      </P>
      <Button href={replyTo(context, 'What is next')}>Plan the next one</Button>
    </>
  ),
});
