import * as z from 'zod';
import { Button, P, Steps } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** Day 3: creative assets [O7]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({}),
  sample: {},
  subject: () => 'Three ways to place your link',
  title: () => 'Three ways to place your link',
  preheader: () => 'Enough to write your first mention today.',
  body: (_, context) => (
    <>
      <P>
        You do not have to start from a blank page. Your portal has your link and what goes with it. Three ways to
        begin:
      </P>
      <Steps
        steps={[
          'Mention us in something that people already read. It does not have to be a new article.',
          'Show one problem and how you solved it, with a screenshot of your own.',
          'Say plainly that you earn a commission. It is fair to your readers, and the rules ask for it.',
        ]}
      />
      <Button href={page(context, '/portal')}>Get my link</Button>
    </>
  ),
});
