/** A function of a flake: the names of its targets by kind; nothing of them is forced. */
export const targetsNix = `
flake:
let
  names = value: if builtins.isAttrs value then builtins.attrNames value else [ ];
in
{
  nixos = names (flake.nixosConfigurations or null);
  home = names (flake.homeConfigurations or null);
  darwin = names (flake.darwinConfigurations or null);
}
`;
