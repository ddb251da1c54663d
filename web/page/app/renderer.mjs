// WebGL for Dear ImGui's triangles: one program, one texture, premultiplied colours.

const VERTEX = `attribute vec2 p; attribute vec2 t; attribute vec4 c; uniform vec2 s; varying vec2 u; varying vec4 k;
void main() { u = t; k = c; gl_Position = vec4(p.x * s.x - 1.0, 1.0 - p.y * s.y, 0.0, 1.0); }`;
const FRAGMENT = `precision mediump float; uniform sampler2D m; varying vec2 u; varying vec4 k;
void main() { vec4 x = texture2D(m, u); gl_FragColor = vec4(x.rgb * k.rgb * k.a, x.a * k.a); }`;

export class Renderer {
  /** Throws where there is no WebGL. */
  constructor(canvas) {
    this.canvas = canvas;
    const gl = canvas.getContext('webgl', { alpha: true, antialias: false, depth: false, premultipliedAlpha: true });
    if (!gl?.getExtension('OES_element_index_uint')) throw new Error('no WebGL');
    this.gl = gl;
    const program = gl.createProgram();
    for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error('no shaders');
    gl.useProgram(program);
    this.size = gl.getUniformLocation(program, 's');
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    for (const [name, size, type, normalized, offset] of
      [['p', 2, gl.FLOAT, false, 0], ['t', 2, gl.FLOAT, false, 8], ['c', 4, gl.UNSIGNED_BYTE, true, 16]]) {
      const at = gl.getAttribLocation(program, name);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, type, normalized, 20, offset);
    }
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.enable(gl.SCISSOR_TEST);
  }

  /** A texture of `size` by `size`, empty; false where the device has none so large. */
  makeTexture(size) {
    const { gl } = this;
    if (size > gl.getParameter(gl.MAX_TEXTURE_SIZE)) return false;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, size, size, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    return true;
  }

  upload(x, y, image) {
    this.gl.texSubImage2D(this.gl.TEXTURE_2D, 0, x, y, this.gl.RGBA, this.gl.UNSIGNED_BYTE, image);
  }

  /** Sizes in CSS pixels; keeps the canvas as it is when they are the same. */
  resize(width, height, scale) {
    const pixels = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== pixels[0] || this.canvas.height !== pixels[1]) [this.canvas.width, this.canvas.height] = pixels;
    this.canvas.style.width = `${pixels[0] / scale}px`;
    this.canvas.style.height = `${pixels[1] / scale}px`;
    this.scale = scale;
  }

  /** `commands`: six numbers each, see web/paint/imports.h. */
  draw(vertices, indices, commands) {
    const { gl, canvas, scale } = this;
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.uniform2f(this.size, 2 * scale / canvas.width, 2 * scale / canvas.height);
    gl.scissor(0, 0, canvas.width, canvas.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STREAM_DRAW);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STREAM_DRAW);
    for (let i = 0; i < commands.length; i += 6) {
      const [count, first, left, top, right, bottom] = commands.subarray(i, i + 6);
      const y = Math.max(0, canvas.height - bottom * scale);
      gl.scissor(Math.max(0, left * scale), y, Math.max(0, (right - left) * scale), Math.max(0, canvas.height - top * scale - y));
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, first * 4);
    }
  }
}
