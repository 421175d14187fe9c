/**
 * Where the modules stand that a flake writes inline (`modules = [ { … } ]`), as bindings of a `let`.
 * The module system attributes all of them to the file that passed `modules` on, which is nixpkgs's own
 * flake.nix, or to no file. The positions of their attributes and arguments tell the true files.
 *
 * `inlineModules target`: `[ { places; body; } ]`, function modules applied to the target's own arguments; a place is
 * the `{ file; line; }` of something in it.
 * `inlinePlaces modules path`: for each inline module that defines this path, the places where it may stand.
 * `inside priority value path`: what a definition's value holds at a path below it, conditions and
 * priorities resolved, as `[ { value; priority; } ]`. Needs the bindings of common.ts.
 */
export const inlineNix = `
  inside = priority: value: path:
    let set = builtins.isAttrs value; kind = if set then value._type or null else null; in
    if kind == "if" then (if value.condition then inside priority value.content path else [ ])
    else if kind == "merge" then builtins.concatMap (each: inside priority each path) value.contents
    else if kind == "override" then inside value.priority value.content path
    else if kind == "order" then inside priority value.content path
    else if path == [ ] then [ { inherit value priority; } ]
    else if has (builtins.head path) value then inside priority (get (builtins.head path) value) (builtins.tail path)
    else if set && value ? config && value ? imports then inside priority value.config path
    else [ ];

  attrPlace = set:
    let
      names = builtins.attrNames set;
      at = if names == [ ] then null else builtins.unsafeGetAttrPos (builtins.head names) set;
    in if at == null then null else { inherit (at) file line; };

  inlineModules = target:
    let
      arguments = (target._module.specialArgs or { }) // (target._module.args or { }) // {
        inherit (target) config options;
        lib = target.lib or target._module.specialArgs.lib or { };
      };
      ready = f: let wants = builtins.functionArgs f; in
        builtins.all (name: wants.\${name} || arguments ? \${name}) (builtins.attrNames wants);
      bodies = module:
        if builtins.isFunction module then
          (if ready module then found (attrPlace (builtins.functionArgs module)) (module arguments) else [ ])
        else if builtins.isAttrs module && !(module ? outPath) then found null module
        else [ ];
      found = first: body:
        if !builtins.isAttrs body || body ? _file then [ ]
        else [ {
          places = builtins.filter (place: place != null) [ first (try null (attrPlace body)) ];
          body = if body ? config then body.config else body;
        } ] ++ builtins.concatMap (each: try [ ] (bodies each)) (try [ ] (body.imports or [ ]));
    in builtins.concatMap (each: try [ ] (bodies each)) (try [ ] (target._module.args.modules or [ ]));

  inlinePlaces = modules: path:
    map (each: each.places) (builtins.filter (each: try [ ] (inside 100 each.body path) != [ ]) modules);

  isInlinePlace = where: where == "<unknown-file>" || builtins.match ".*/flake\\\\.nix" where != null;
`;
