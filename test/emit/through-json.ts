// A model on its way through a file: saved, written as JSON, read and loaded.

import * as tf from '@tensorflow/tfjs';

export async function throughJson(model: tf.LayersModel): Promise<tf.LayersModel> {
  let saved: tf.io.ModelArtifacts = {};
  await model.save({
    save: async (artifacts) => {
      const { weightData, ...json } = artifacts;
      saved = {
        ...(JSON.parse(JSON.stringify(json)) as tf.io.ModelArtifacts),
        ...(weightData && { weightData }),
      };
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    },
  });
  return tf.loadLayersModel({ load: async () => saved });
}
