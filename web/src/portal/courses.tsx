import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { CourseView, coursesView } from '../../../functions/certification/contract.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { ProgramText } from '../text.tsx';
import { Field, Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { FileField, upload } from '../upload.tsx';

type CoursesView = z.infer<typeof coursesView>;

export const CoursesPage = () => {
  const loaded = useLoad(() => api.get<CoursesView>('/portal/courses'), 'courses');
  return (
    <Show of={loaded}>
      {(view) => (
        <>
          <h1>Certification</h1>
          <p class="lead">Read the modules at your own pace. Certificates last 12 months.</p>
          {view.courses.map((course) => (
            <Course key={course.track} course={course} reload={loaded.reload} />
          ))}
        </>
      )}
    </Show>
  );
};

const Course = ({ course, reload }: { course: CourseView; reload: () => Promise<void> }) => {
  const read = course.modules.filter((module) => module.completedAt).length;
  return (
    <section class="card" aria-labelledby={course.track}>
      <div class="row between">
        <h2 id={course.track}>{course.title}</h2>
        <Pill kind={course.certificate?.state === 'current' ? 'done' : course.required ? 'now' : ''}>
          {course.certificate?.state === 'current'
            ? `Certified until ${onDay(course.certificate.expiresOn)}`
            : course.required
              ? 'Required'
              : 'Optional'}
        </Pill>
      </div>
      <p class="soft small">
        {course.modules.length} modules, about {course.minutes} minutes. {read} read.
      </p>
      <div class="bar" role="img" aria-label={`${read} of ${course.modules.length} modules read`}>
        <span style={{ width: `${(100 * read) / course.modules.length}%` }} />
      </div>
      {course.modules.map((module) => (
        <Module key={module.module} track={course.track} module={module} reload={reload} />
      ))}
      {course.quiz ? <QuizState quiz={course.quiz} /> : null}
      {course.lab ? <Lab lab={course.lab} reload={reload} /> : null}
    </section>
  );
};

const Module = (props: { track: string; module: CourseView['modules'][number]; reload: () => Promise<void> }) => {
  const { module } = props;
  const action = useAction();
  const complete = async (): Promise<void> => {
    const path = `/portal/courses/${props.track}/modules/${module.module}/completion`;
    if (await action.run(() => api.post(path))) await props.reload();
  };
  return (
    <details style={{ borderTop: '1px solid var(--line)', padding: '.7rem 0' }}>
      <summary style={{ cursor: 'pointer', fontWeight: 550 }}>
        {module.title} <span class="soft small">{module.minutes} min</span>{' '}
        {module.completedAt ? <Pill kind="done">Read</Pill> : null}
      </summary>
      <div style={{ padding: '.6rem 0' }}>
        <ProgramText text={module.text} />
        <WhyNot refused={action.refused} />
        {module.completedAt ? null : (
          <button type="button" class="quiet" disabled={action.busy} onClick={() => void complete()}>
            Mark as read
          </button>
        )}
      </div>
    </details>
  );
};

const QuizState = ({ quiz }: { quiz: NonNullable<CourseView['quiz']> }) => (
  <div style={{ borderTop: '1px solid var(--line)', paddingTop: '.9rem' }}>
    <h3>Quiz</h3>
    <p>
      {quiz.questions} questions, {quiz.needed} right to pass. {quiz.attemptsLeft} attempts left.
      {quiz.last ? ` Last time: ${quiz.last.correct} of ${quiz.questions}.` : ''}
    </p>
    {quiz.canStart ? (
      <a class="button" href="/portal/quiz">
        {quiz.open ? 'Go on with the quiz' : 'Start the quiz'}
      </a>
    ) : (
      <p class="soft">
        {quiz.because} {quiz.startsFrom ? `Next attempt from ${at(quiz.startsFrom)}.` : ''}
      </p>
    )}
  </div>
);

const labWords = {
  none: '',
  submitted: 'Your proof is with your manager.',
  passed: 'Passed.',
  failed: 'Not passed yet.',
};

const Lab = ({ lab, reload }: { lab: NonNullable<CourseView['lab']>; reload: () => Promise<void> }) => {
  const [proof, setProof] = useState('');
  const [file, setFile] = useState<File>();
  const [note, setNote] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const done = await action.run(async () => {
      const given = file ? { fileId: (await upload(file, 'lab-proof')).fileId } : { proof };
      await api.post('/portal/courses/technical/lab', { ...given, note });
    });
    if (done) await reload();
  };
  return (
    <div style={{ borderTop: '1px solid var(--line)', paddingTop: '.9rem' }}>
      <h3>Hands-on lab</h3>
      <ProgramText text={lab.task} />
      {lab.state === 'none' ? null : (
        <Note kind={lab.state === 'passed' ? 'good' : lab.state === 'failed' ? 'warn' : 'plain'}>
          {labWords[lab.state]} {lab.note ?? ''}
        </Note>
      )}
      {lab.canSubmit ? (
        <form onSubmit={(event) => void submit(event)}>
          <Field label="Where can we see it?" hint="An https address" error={action.refused?.fields.proof}>
            {(ids) => (
              <input
                {...ids}
                type="url"
                required={!file}
                disabled={file !== undefined}
                value={proof}
                onInput={(event) => setProof(event.currentTarget.value)}
              />
            )}
          </Field>
          <FileField
            label="Or a file"
            hint="PDF, picture or text, up to 10 MB"
            accept=".pdf,.png,.jpg,.jpeg,.txt,.log"
            optional
            chosen={setFile}
          />
          <Field label="What did you build, and what should we look at?" error={action.refused?.fields.note}>
            {(ids) => (
              <textarea {...ids} required value={note} onInput={(event) => setNote(event.currentTarget.value)} />
            )}
          </Field>
          <WhyNot refused={action.refused} />
          <button type="submit" disabled={action.busy}>
            Hand in
          </button>
        </form>
      ) : (
        <p class="soft">{lab.because}</p>
      )}
    </div>
  );
};
