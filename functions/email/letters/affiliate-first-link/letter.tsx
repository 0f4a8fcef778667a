import * as z from 'zod';
import { Button, P, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** Day 7, unless there has been a click [O7]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({}),
  sample: {},
  subject: () => 'Have you placed your first link?',
  title: () => 'Have you placed your first link?',
  preheader: () => 'We have not seen a click yet. Here is the shortest way to one.',
  body: (_, context) => (
    <>
      <P>
        We have not seen a click on your link yet. If it is out there, it may only need more time. If not, here is the
        shortest way: one sentence in one place that your readers visit anyway, such as a resources page or your next
        newsletter.
      </P>
      <Button href={page(context, '/portal')}>Copy my link</Button>
      <Small>Something does not work? Reply with the address of the page, and we have a look.</Small>
    </>
  ),
});
