/** How this person likes the window, kept by the browser on this machine; nothing of the project is in it. */
export interface PreferenceValues {
  readonly theme: 'system' | 'light' | 'dark';
  /** Width of the panel at the right of the data, in pixels. */
  readonly dataPanel: number;
  /** Width of the same panel while data are looked at, in pixels. */
  readonly lookPanel: number;
  /** Width of the variables at the left of the model, in pixels. */
  readonly modelPanel: number;
  /** Width of the builder in the middle of the model, in pixels. */
  readonly builder: number;
}

const defaults: PreferenceValues = { theme: 'system', dataPanel: 340, lookPanel: 580, modelPanel: 232, builder: 560 };
const key = 'terrace.preferences';

class Preferences {
  values = $state.raw<PreferenceValues>(load());

  set(changes: Partial<PreferenceValues>): void {
    this.values = { ...this.values, ...changes };
    save(this.values);
    this.apply();
  }

  /** Puts the chosen theme on the document. */
  apply(): void {
    if (this.values.theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.values.theme;
  }
}

function load(): PreferenceValues {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<PreferenceValues>) };
  } catch {
    return defaults;
  }
}

function save(values: PreferenceValues): void {
  try {
    localStorage.setItem(key, JSON.stringify(values));
  } catch {
    // A window without storage forgets its preferences; nothing else depends on them.
  }
}

export const preferences = new Preferences();
