import * as z from 'zod';
import { Button, Facts, P, Said } from '../../layout/parts.tsx';
import { companyOf, defineLetter, page } from '../../letter.ts';

/** The program guide, with the welcome [O1]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({}),
  sample: {},
  subject: () => 'Your first 30 days, week by week',
  title: () => 'Your first 30 days',
  preheader: () => 'What happens when, and what we need from you.',
  body: (_, context) => (
    <>
      <P>
        Here is the plan for the first month of <Said>{companyOf(context)}</Said>. The largest part is the sales
        certification, two and a half hours in pieces as you like; the rest is talking to each other.
      </P>
      <Facts
        rows={[
          ['First days', 'Sign in, look around, accept the agreement'],
          ['Week 1', 'Sales certification: four modules, then 20 questions'],
          ['Week 2', 'Technical certification, if your tier or integration needs it'],
          ['Week 3', 'A call with us: your pipeline, and where we can help'],
          ['Week 4', 'The first thing we do together: an opportunity or an activity'],
        ]}
      />
      <P>Your portal shows the dates, and what is done. You can always be faster.</P>
      <Button href={page(context, '/portal')}>See my plan</Button>
    </>
  ),
});
