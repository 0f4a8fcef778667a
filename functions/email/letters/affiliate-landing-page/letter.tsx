import * as z from 'zod';
import { replyTo } from '../../layout/pages.ts';
import { Button, P } from '../../layout/parts.tsx';
import { defineLetter } from '../../letter.ts';

/** Day 21, for an audience over 1,000: a landing page is offered [O7]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({}),
  sample: {},
  subject: () => 'A landing page for your audience?',
  title: () => 'A page of your own',
  preheader: () => 'We make it, you place the link.',
  body: (_, context) => (
    <>
      <P>
        Your audience is large enough to deserve a page of its own: your name, your words, and an offer that fits the
        people who follow you. We make it; you only tell us what they care about.
      </P>
      <Button href={replyTo(context, 'A landing page')}>Yes, let us make one</Button>
    </>
  ),
});
