import * as z from 'zod';
import { replyTo } from '../../layout/pages.ts';
import { Button, P, Small } from '../../layout/parts.tsx';
import { defineLetter } from '../../letter.ts';

/** Day 1 of the affiliate sequence [O7]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({}),
  sample: {},
  subject: () => '15 minutes to get you started?',
  title: () => 'Shall we talk for 15 minutes?',
  preheader: () => 'What your audience needs, and where your link could stand.',
  body: (_, context) => (
    <>
      <P>
        Some of our affiliates like to start alone, others like to ask first. If you do, take 15 minutes with us: what
        your audience needs, where your link could stand, and what to leave out.
      </P>
      <Button href={replyTo(context, 'A first call')}>Suggest a time</Button>
      <Small>No time, or no need? That is fine. Everything you need is in your portal as well.</Small>
    </>
  ),
});
