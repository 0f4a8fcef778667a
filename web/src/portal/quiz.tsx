import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { attemptResult, attemptView } from '../../../functions/certification/contract.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

type AttemptView = z.infer<typeof attemptView>;
type AttemptResult = z.infer<typeof attemptResult>;

/** Opening the page starts an attempt, or goes on with the open one. */
export const QuizPage = () => {
  const loaded = useLoad(() => api.post<AttemptView>('/portal/courses/sales/attempts'), 'quiz');
  const [result, setResult] = useState<AttemptResult>();
  if (result) return <Result result={result} />;
  return <Show of={loaded}>{(attempt) => <Questions attempt={attempt} done={setResult} />}</Show>;
};

const Questions = ({ attempt, done }: { attempt: AttemptView; done: (result: AttemptResult) => void }) => {
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const action = useAction();
  const open = attempt.questions.length - Object.keys(answers).length;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const list = Object.entries(answers).map(([question, option]) => ({ question, option }));
    const path = `/portal/courses/sales/attempts/${attempt.number}/answers`;
    await action.run(async () => done(await api.post<AttemptResult>(path, { answers: list })));
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h1>Sales certification: attempt {attempt.number}</h1>
      <p class="lead">
        {attempt.questions.length} questions; {attempt.needed} right answers pass. Take your time: nothing is counted
        until you hand in.
      </p>
      {attempt.questions.map((question, index) => (
        <fieldset key={question.id} class="card">
          <legend>
            {index + 1}. {question.text}
          </legend>
          {question.options.map((option) => (
            <label key={option.id} class="choice">
              <input
                type="radio"
                name={question.id}
                value={option.id}
                checked={answers[question.id] === option.id}
                onChange={() => setAnswers({ ...answers, [question.id]: option.id })}
              />
              <span>{option.text}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <WhyNot refused={action.refused} />
      <div class="row">
        <button type="submit" disabled={action.busy || open > 0}>
          Hand in
        </button>
        <span class="soft">{open > 0 ? `${open} to answer` : 'All answered'}</span>
      </div>
    </form>
  );
};

const Result = ({ result }: { result: AttemptResult }) => (
  <>
    <h1>{result.passed ? 'Passed' : 'Not this time'}</h1>
    <Note kind={result.passed ? 'good' : 'warn'}>
      {result.correct} of {result.questions} right; {result.needed} needed.
      {result.certificate ? ` Your certificate is valid until ${onDay(result.certificate.expiresOn)}.` : ''}
      {result.nextAttemptAt ? ` You can try again from ${at(result.nextAttemptAt)}.` : ''}
    </Note>
    <section class="card">
      <h2>By module</h2>
      <table>
        <tbody>
          {result.modules.map((module) => (
            <tr key={module.module}>
              <td>{module.title}</td>
              <td>
                {module.correct} of {module.questions}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
    <a class="button" href="/portal">
      Back to your plan
    </a>
  </>
);
