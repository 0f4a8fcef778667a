import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { q3 } from '../test/bench/q3/index.ts';
import { q5 } from '../test/bench/q5/index.ts';
import { report } from '../test/bench/result.ts';
import { prepare } from '../test/support/prepare.ts';

const HELP = `Measures what the product does against a limit and a peer, in the same run. Prints tables, and keeps them as JSON
under .build/bench/. Nothing else should run on the machine meanwhile.

  npm run bench -- Q3                            request units of a click and of a sale
  npm run bench -- Q5                            affiliates through their 30 days
  npm run bench -- Q5 --affiliates 100,300       smaller
  npm run bench -- Q5 --local 0                  without DynamoDB Local

  --sales N          sales of Q3 (default 100000)
  --affiliates LIST  sizes of the runs in memory (default 1000,3000,10000)
  --local N          affiliates on DynamoDB Local (default 1000; 0: none)
  --worlds N         programs side by side, each in a process (default: one for each core)`;

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sales: { type: 'string', default: '100000' },
      affiliates: { type: 'string', default: '1000,3000,10000' },
      local: { type: 'string', default: '1000' },
      worlds: { type: 'string', default: String(availableParallelism()) },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.filter((one) => one !== 'Q3' && one !== 'Q5');
  if (values.help || unknown.length > 0) {
    console.log(HELP);
    process.exitCode = unknown.length > 0 ? 1 : 0;
    return;
  }
  const affiliates = values.affiliates.split(',').map(Number);
  const [local, worlds, sales] = [Number(values.local), Number(values.worlds), Number(values.sales)];
  if (![...affiliates, local, worlds, sales].every(Number.isInteger)) throw new Error('Numbers are whole. See --help.');
  const { assembly } = await prepare();
  process.env.TANDEM_ASSEMBLY = assembly;
  const wanted = positionals.length > 0 ? positionals : ['Q3', 'Q5'];
  for (const one of wanted) {
    const result = one === 'Q3' ? await q3({ sales }) : await q5({ affiliates, local, worlds });
    report(result);
    if (result.rows.some(({ met }) => met === false)) process.exitCode = 1;
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
