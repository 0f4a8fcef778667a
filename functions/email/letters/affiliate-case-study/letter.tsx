import * as z from 'zod';
import { Button, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** Day 14: case study [O7]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({}),
  sample: {},
  subject: () => 'An example you can borrow',
  title: () => 'An example you can borrow',
  preheader: () => 'One honest comparison, kept up to date.',
  body: (_, context) => (
    <>
      <P>
        Here is a way to use your link that you can copy. Write one honest comparison: what we do well, what we do not,
        and who should choose something else. Link to it from every article that touches the subject. Bring it up to
        date twice a year.
      </P>
      <P>
        Somebody who reads a comparison is close to a decision. Is there a page of yours that could become that
        comparison?
      </P>
      <Button href={page(context, '/portal')}>See how my link does</Button>
    </>
  ),
});
