/** Short messages that come and go at the window's lower edge. */
export interface Toast {
  readonly id: number;
  readonly tone: 'info' | 'problem';
  readonly message: string;
  readonly remedy: string | null;
  /** The message goes as soon as this is no longer so. */
  readonly stands: (() => boolean) | null;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  readonly shown = $derived(this.list.filter(({ stands }) => stands?.() ?? true));
  #next = 1;

  /** Shows a message; one that reports a problem stays longer. */
  show(message: string, more: Partial<Pick<Toast, 'tone' | 'remedy' | 'stands' | 'action'>> = {}): number {
    const toast: Toast = { id: this.#next++, tone: 'info', remedy: null, stands: null, action: null, ...more, message };
    this.list = [...this.list.filter((other) => other.message !== message).slice(-2), toast];
    setTimeout(() => this.close(toast.id), toast.tone === 'problem' ? 15_000 : toast.action ? 8000 : 4000);
    return toast.id;
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
