/** The term that is being dragged, so that rows can say whether they take it. */
class Dragged {
  label = $state<string | null>(null);

  start(event: DragEvent, label: string): void {
    event.dataTransfer?.setData('text/plain', label);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'link';
    this.label = label;
  }

  end(): void {
    this.label = null;
  }
}

export const dragged = new Dragged();
