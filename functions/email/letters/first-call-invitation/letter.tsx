import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { replyTo } from '../../layout/pages.ts';
import { Button, Key, P, Steps } from '../../layout/parts.tsx';
import { defineLetter } from '../../letter.ts';

/** Opens the first joint call [O4]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({ by: instant }),
  sample: { by: '2027-01-26T16:30:00.000Z' },
  subject: () => 'Half an hour about your pipeline',
  title: () => 'Let us talk about your pipeline',
  preheader: ({ by }, { program }) => `Please pick a time by ${onDay(by, program.zone)}.`,
  body: ({ by }, context) => (
    <>
      <P>
        You have seen how we work; now we would like to hear how you do. Half an hour is enough, by{' '}
        <Key>{onDay(by, context.program.zone)}</Key>. Please bring:
      </P>
      <Steps
        steps={[
          'Two or three customers who could need us.',
          'What you would say to them today, in your own words.',
          'What would make it easier for you to sell with us.',
        ]}
      />
      <Button href={replyTo(context, 'Our first call')}>Suggest two times</Button>
    </>
  ),
});
