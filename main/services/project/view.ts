import type { ViewState } from '../../api.ts';
import { one, run } from './database.ts';
import type { Db } from './database.ts';

export const firstView: ViewState = { tab: 'data', activeModel: null, compared: null };

export function viewOf(db: Db): ViewState {
  return JSON.parse(one<{ view: string }>(db, 'SELECT view FROM project')!.view) as ViewState;
}

export function rememberView(db: Db, view: ViewState): void {
  run(db, 'UPDATE project SET view = ?', JSON.stringify(view));
}
