import * as z from 'zod';
import { track } from '../../../certification/contract.ts';
import { instant } from '../../../shared/text.ts';
import { atTime } from '../../layout/dates.ts';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { trackName } from '../../words.ts';

/** A quiz attempt below the pass mark [O11]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    track,
    correct: z.int().min(0).max(100),
    needed: z.int().min(1).max(100),
    attemptsLeft: z.int().min(0).max(100),
    nextAttemptAt: instant.optional(),
  }),
  sample: { track: 'sales', correct: 14, needed: 16, attemptsLeft: 2, nextAttemptAt: '2027-01-12T09:12:00.000Z' },
  subject: ({ track: course }) => `Your ${trackName[course]}: not quite yet`,
  title: () => 'Not quite yet',
  preheader: ({ correct, needed, attemptsLeft }) =>
    `${correct} right answers; ${needed} are needed. ${attemptsLeft === 0 ? 'Let us talk.' : 'You can try again.'}`,
  body: ({ track: course, correct, needed, attemptsLeft, nextAttemptAt }, context) => (
    <>
      <P>
        You had {correct} right answers in the {trackName[course]}; {needed} are needed. That happens to good sellers
        too, and it costs you nothing but a little time.
      </P>
      {attemptsLeft === 0 ? (
        <P>
          You have used all your attempts. We have asked your partner manager to get in touch: a short talk usually
          shows what is missing, and then there can be more.
        </P>
      ) : (
        <Facts
          rows={[
            ['Attempts left', `${attemptsLeft}`],
            [
              'Next attempt',
              nextAttemptAt ? `from ${atTime(nextAttemptAt, context.program.zone)}` : 'whenever you like',
            ],
          ]}
        />
      )}
      <Button href={page(context, '/portal/courses')}>Go over the modules</Button>
    </>
  ),
});
