import * as z from 'zod';
import { Button, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** Day 14: case study [O7]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({}),
  sample: {},
  subject: () => 'How one affiliate made it work',
  title: () => 'How one affiliate made it work',
  preheader: () => 'One honest comparison, placed well.',
  body: (_, context) => (
    <>
      <P>
        The pattern behind most good months is the same. An affiliate writes one honest comparison: what we do well,
        what we do not, and who should choose something else. It is linked from every article that touches the subject.
        And it is brought up to date twice a year.
      </P>
      <P>No banner has ever done as much. Is there a page of yours that could become that comparison?</P>
      <Button href={page(context, '/portal')}>See how my link does</Button>
    </>
  ),
});
