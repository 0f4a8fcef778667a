import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { replyTo } from '../../layout/pages.ts';
import { Button, Key, P } from '../../layout/parts.tsx';
import { defineLetter } from '../../letter.ts';

/** Opens the first co-selling opportunity or co-marketing activity [O5]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({ by: instant }),
  sample: { by: '2027-02-04T16:30:00.000Z' },
  subject: () => 'The first thing we do together',
  title: () => 'The first thing we do together',
  preheader: ({ by }, { program }) => `One opportunity or one activity, by ${onDay(by, program.zone)}.`,
  body: ({ by }, context) => (
    <>
      <P>
        You are ready to sell. The best way to begin is small and real: one opportunity that we work on as a team, or
        one thing that we show to both our audiences, such as a webinar, an article or a customer story.
      </P>
      <P>
        Pick one and tell us by <Key>{onDay(by, context.program.zone)}</Key>. We then agree who does what.
      </P>
      <Button href={replyTo(context, 'Our first joint activity')}>Tell us your idea</Button>
    </>
  ),
});
