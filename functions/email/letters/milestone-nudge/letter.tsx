import * as z from 'zod';
import { milestoneId } from '../../../onboarding/contract.ts';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Key, P, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

interface Nudge {
  readonly subject: string;
  readonly text: string;
  readonly path: `/${string}`;
  readonly act: string;
}

const nudges: Readonly<Record<z.infer<typeof milestoneId>, Nudge>> = {
  O1: {
    subject: 'Your portal is waiting for you',
    text: 'You have not been in your portal yet. It is where everything is: your plan, the courses, the agreement, and later your deals. A link by e-mail signs you in.',
    path: '/portal',
    act: 'Open my portal',
  },
  O2: {
    subject: 'Your sales certification is still open',
    text: 'The sales certification is still open. It takes about two and a half hours, and you can stop after each module. It is what lets you register deals.',
    path: '/portal/courses',
    act: 'Go on with the course',
  },
  O3: {
    subject: 'Your technical certification is still open',
    text: 'The technical certification is still open. The modules take about four hours, and the hands-on lab ends it. With it, your team can implement without waiting for us.',
    path: '/portal/courses',
    act: 'Go on with the course',
  },
  O4: {
    subject: 'Shall we have our first call?',
    text: 'We have not had our first call yet. Half an hour is enough: your pipeline, two or three accounts that we could win together, and who does what. Reply with a time that suits you.',
    path: '/portal',
    act: 'See my plan',
  },
  O5: {
    subject: 'What shall we do together first?',
    text: 'One thing is left of your first month: something we do together. A real opportunity that we work on as a team is best; a webinar or an article is a good start too. Reply with your idea, however rough.',
    path: '/portal',
    act: 'See my plan',
  },
};

/** A milestone that is due and not done [O1-O5]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({ milestone: milestoneId, dueOn: instant }),
  sample: { milestone: 'O2', dueOn: '2027-01-12T16:30:00.000Z' },
  subject: ({ milestone }) => nudges[milestone].subject,
  title: ({ milestone }) => nudges[milestone].subject,
  preheader: ({ dueOn }, { program }) => `It was planned for ${onDay(dueOn, program.zone)}.`,
  body: ({ milestone, dueOn }, context) => (
    <>
      <P>{nudges[milestone].text}</P>
      <P>
        We had planned this with you for <Key>{onDay(dueOn, context.program.zone)}</Key>. It still counts, and it is
        quickly done.
      </P>
      <Button href={page(context, nudges[milestone].path)}>{nudges[milestone].act}</Button>
      <Small>Is something in the way? Reply and tell us. We can usually help.</Small>
    </>
  ),
});
