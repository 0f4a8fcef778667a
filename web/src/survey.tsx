import { useState } from 'preact/hooks';
import { api } from './api.ts';
import { useHash } from './router.ts';
import { Note, Show, useAction, useLoad, WhyNot } from './ui.tsx';

interface Asked {
  readonly company: string;
  readonly program: string;
  readonly answered: boolean;
}

const words = ['not at all', 'a little', 'fairly', 'well', 'very well'] as const;

/** The one question to a customer. What follows # is not sent to any server; only a press answers [T5]. */
export const SurveyPage = () => {
  const token = useHash();
  const path = `/surveys/${encodeURIComponent(token)}`;
  const loaded = useLoad(() => api.get<Asked>(path), token);
  return <Show of={loaded}>{(asked) => <Question asked={asked} path={path} />}</Show>;
};

const Question = ({ asked, path }: { asked: Asked; path: string }) => {
  const [score, setScore] = useState(0);
  const [done, setDone] = useState(asked.answered);
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await action.run(() => api.post(path, { score }))) setDone(true);
  };
  if (done) {
    return (
      <div class="card" role="status">
        <h1>Thank you</h1>
        <p class="lead">Your answer is recorded.</p>
      </div>
    );
  }
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h1>How did it go?</h1>
      <p class="lead">
        How satisfied are you with <strong>{asked.company}</strong>, who helped you with {asked.program}?
      </p>
      <fieldset>
        <legend>From 1 to 5</legend>
        {words.map((text, index) => (
          <label class="choice" key={text}>
            <input
              type="radio"
              name="score"
              required
              checked={score === index + 1}
              onChange={() => setScore(index + 1)}
            />
            {index + 1} <span class="soft">{text}</span>
          </label>
        ))}
      </fieldset>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy || score === 0}>
        Send my answer
      </button>
      <Note kind="plain">The partner sees the mean of all answers, not who said what.</Note>
    </form>
  );
};
