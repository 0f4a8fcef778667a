import * as z from 'zod';
import { missingItem } from '../../../onboarding/contract.ts';
import { Button, P, Steps } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { toDo } from '../../words.ts';

/** Day 30: first performance review [O7]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({ outcome: z.enum(['celebrate', 'troubleshoot']), missing: z.array(missingItem).max(10) }),
  sample: { outcome: 'celebrate', missing: [] },
  subject: ({ outcome }) =>
    outcome === 'celebrate' ? 'Your first 30 days: it works' : 'Your first 30 days: let us fix it',
  title: ({ outcome }) => (outcome === 'celebrate' ? 'It works' : 'Let us look at it together'),
  preheader: ({ outcome }) =>
    outcome === 'celebrate'
      ? 'People follow your link. Here is how to get more of it.'
      : 'What is missing, and how we can help.',
  body: ({ outcome, missing }, context) =>
    outcome === 'celebrate' ? (
      <>
        <P>
          Thirty days, and people follow your link. That is the hard part. From here on, two things help most: a second
          place for the link, and a look at which page brings the clicks.
        </P>
        <Button href={page(context, '/portal')}>See my numbers</Button>
      </>
    ) : (
      <>
        <P>
          Thirty days are over, and it has not quite begun yet. Nothing is lost: you are still with us, and whatever you
          do now counts.
        </P>
        {missing.length > 0 ? <Steps steps={missing.map((item) => toDo[item])} /> : null}
        <P>If you are not sure where to begin, reply and tell us about your audience. We look at it with you.</P>
        <Button href={page(context, '/portal')}>Go on in the portal</Button>
      </>
    ),
});
