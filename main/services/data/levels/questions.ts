import type { LevelQuestion } from '../../../../engine/contract/index.ts';
import * as text from '../../../../engine/text/levelText.ts';
import type { Coding } from './coding.ts';
import { crossingOf } from './crossing.ts';
import { questionId, type FoundRepetition } from './repetitions.ts';

/** One question for each repetition that the data cannot decide, with both readings in the words of the data. */
export function levelQuestions(repetitions: readonly FoundRepetition[]): LevelQuestion[] {
  return repetitions.filter(({ repetition }) => repetition.kind === 'asked').map(question);
}

function question({ inner, outer, answer }: FoundRepetition): LevelQuestion {
  const label = labelOf(inner, 0);
  const cells = crossingOf(outer, inner).cells;
  const outers = [labelOf(outer, 0), labelOf(outer, 1)];
  return {
    id: questionId(inner.name, outer.name),
    inner: inner.name,
    outer: outer.name,
    question: text.repeatQuestion(inner.name, label, outer.name),
    readings: [
      {
        relation: 'crossed',
        title: text.crossedTitle(inner.name, label),
        explanation: text.crossedExplanation(inner.name, outer.name, label, inner.groups),
        terms: text.crossedTerms(inner.name, outer.name),
      },
      {
        relation: 'nested',
        title: text.nestedTitle(inner.name, label, outer.name),
        explanation: text.nestedExplanation(inner.name, outer.name, label, cells, outers),
        terms: text.nestedTerms(inner.name, outer.name),
      },
    ],
    answer,
  };
}

/** The label of a group as it stands in the file. */
export function labelOf(coding: Coding, code: number): string {
  if (coding.values) return String(coding.values[code]);
  const row = coding.codes.indexOf(code);
  const { column } = coding;
  return column.kind === 'factor' ? column.levels[column.codes[row]] : String(column.values[row]);
}
