// The panel of saved questions: choosing one opens it in a tab of its own, as somebody whom it suits.
import type { GraphiQLPlugin } from '@graphiql/react';

import { written } from './identity';
import { type Question, questionsOf, THEMES } from './questions';
import { useOpen } from './tabs';
import { language, texts } from './texts';

export const QUESTIONS_PLUGIN: GraphiQLPlugin = { title: texts.questions, icon: QuestionsIcon, content: QuestionList };

function QuestionList() {
  const open = useOpen();
  const choose = ({ text, variables, identity }: Question) => open?.({ text, variables, headers: written(identity) });
  return (
    <section className="questions" lang={language} aria-label={texts.questions}>
      <h2>{texts.questions}</h2>
      {THEMES.map((theme) => (
        <section key={theme} aria-labelledby={`theme-${theme}`}>
          <h3 id={`theme-${theme}`}>{texts.themes[theme]}</h3>
          <ul>
            {questionsOf(theme).map((question) => (
              <li key={question.key}>
                <button type="button" data-question={question.key} onClick={() => choose(question)}>
                  {question.title} <small>{texts.askedAs(question.identity.persona)}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function QuestionsIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d="M5 2.5h10v15l-5-4-5 4z" />
    </svg>
  );
}
