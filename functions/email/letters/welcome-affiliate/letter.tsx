import * as z from 'zod';
import { Button, P, Steps } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** Day 0 of the affiliate sequence [O7]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({}),
  sample: {},
  subject: (_, { program }) => `Welcome to ${program.name}`,
  title: (_, { program }) => `Welcome to ${program.name}`,
  preheader: () => 'You are in. Two steps, and your link is yours.',
  body: (_, context) => (
    <>
      <P>You are in, and we are glad to have you. It takes two steps until you can earn:</P>
      <Steps
        steps={[
          'Sign in to your portal. We send you a link each time; there is no password to remember.',
          'Read and accept the agreement. Your own link appears the moment you do.',
        ]}
      />
      <P>
        Then place the link where your readers already trust you. Over the next weeks we send you what works for others.
      </P>
      <Button href={page(context, '/portal')}>Open my portal</Button>
    </>
  ),
});
