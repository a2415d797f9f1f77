// three's mathematics and scene graph, without a screen.
import * as THREE from "three";
import { digest } from "./digest.mjs";

export default () => {
  const scene = new THREE.Scene();
  const geometry = new THREE.TorusKnotGeometry(2, 0.5, 48, 12);
  for (let i = 0; i < 20; i++) {
    const mesh = new THREE.Mesh(geometry, new THREE.MeshBasicMaterial());
    mesh.position.setFromSphericalCoords(5, i, i * 2);
    mesh.quaternion.setFromEuler(new THREE.Euler(i, i / 2, i / 3, "ZXY"));
    (scene.children[i >> 1] ?? scene).add(mesh);
  }
  scene.updateMatrixWorld(true);
  const camera = new THREE.PerspectiveCamera(50, 1.5, 0.1, 100);
  camera.position.set(0, 0, 30);
  camera.updateMatrixWorld();
  const caster = new THREE.Raycaster();
  const hits = [];
  for (let i = -5; i <= 5; i++) {
    caster.setFromCamera(new THREE.Vector2(i / 10, i / 7), camera);
    hits.push(caster.intersectObjects(scene.children, true).map((hit) => hit.distance.toFixed(6)));
  }
  const curve = new THREE.CatmullRomCurve3([[0, 0, 0], [1, 2, 0], [3, 1, 2], [4, 4, 4]].map((at) => new THREE.Vector3(...at)));
  const points = curve.getSpacedPoints(30).map((point) => point.toArray().map((x) => x.toFixed(6)));
  const color = new THREE.Color("hsl(200, 50%, 40%)").lerp(new THREE.Color(0xff8800), 0.3).getHexString();
  const loaded = JSON.stringify(scene.toJSON(), (key, value) => (key === "uuid" || key === "geometry" || key === "material" ? undefined : value));
  return [digest(hits), digest(points), color, loaded.length > 1000].join("\n");
};
