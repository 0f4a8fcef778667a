import * as z from 'zod';
import { missingItem } from '../../../onboarding/contract.ts';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Key, P, Said, Steps } from '../../layout/parts.tsx';
import { companyOf, defineLetter, page } from '../../letter.ts';
import { toDo } from '../../words.ts';

/** Day 30, something missing: what, and how to come back [O6]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ missing: z.array(missingItem).max(10), until: instant }),
  sample: { missing: ['O3', 'O5'], until: '2027-05-05T16:30:00.000Z' },
  subject: () => 'Your onboarding is not finished yet',
  title: () => 'A little is still missing',
  preheader: ({ until }, { program }) => `You can complete it by ${onDay(until, program.zone)}.`,
  body: ({ missing, until }, context) => (
    <>
      <P>
        The first 30 days are over, and a little is missing before <Said>{companyOf(context)}</Said> is fully on board:
      </P>
      <Steps steps={missing.map((item) => toDo[item])} />
      <P>
        It still counts if you do it by <Key>{onDay(until, context.program.zone)}</Key>. There are no more reminders
        about it; your portal keeps your place.
      </P>
      <Button href={page(context, '/portal')}>Go on where I stopped</Button>
    </>
  ),
});
