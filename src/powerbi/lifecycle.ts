import type powerbi from "powerbi-visuals-api";

type Events = powerbi.extensibility.IVisualEventService;
type UpdateOptions = powerbi.extensibility.visual.VisualUpdateOptions;

/**
 * Runs one update between its rendering events: Started first, then exactly one of Finished or Failed, whatever the
 * update does. Returns the error of a failed update, null otherwise.
 */
export function rendering(events: Events | undefined, options: UpdateOptions, draw: () => void): Error | null {
  events?.renderingStarted(options);
  try {
    draw();
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    events?.renderingFailed(options, error.message);
    return error;
  }
  events?.renderingFinished(options);
  return null;
}
