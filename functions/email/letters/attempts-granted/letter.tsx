import * as z from 'zod';
import { Button, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** The manager allows more attempts at the quiz [O11]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ attempts: z.int().min(1).max(20) }),
  sample: { attempts: 3 },
  subject: () => 'You can take the quiz again',
  title: () => 'You can take the quiz again',
  preheader: ({ attempts }) => `You have ${attempts} more ${attempts === 1 ? 'attempt' : 'attempts'}.`,
  body: ({ attempts }, context) => (
    <>
      <P>
        Your partner manager has given you {attempts} more {attempts === 1 ? 'attempt' : 'attempts'} at the sales
        certification. Go over the modules once more before you start.
      </P>
      <Button href={page(context, '/portal/courses')}>Go to the courses</Button>
    </>
  ),
});
